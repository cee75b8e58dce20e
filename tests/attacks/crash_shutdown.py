# attack: the kernel shuts itself down with the promise of a restart, then stops its loop
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import asyncio

kernel = get_ipython().kernel
kernel.do_shutdown(True)
kernel.session.send(kernel.iopub_socket, "shutdown_reply", {"status": "ok", "restart": True}, parent=kernel.get_parent())
asyncio.get_running_loop().stop()
