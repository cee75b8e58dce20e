# attack: a thread waits for the next request and publishes a result and `idle` in its name
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import threading
import time

kernel = get_ipython().kernel


def publish(kind, content, request):
    kernel.session.send(kernel.iopub_socket, kind, content, parent=request, ident=kernel._topic(kind))


def forge():
    seen, end = kernel.get_parent("shell"), time.monotonic() + 60
    while time.monotonic() < end:
        request = kernel.get_parent("shell")
        if request is not seen:
            seen = request
            publish("execute_result", {"data": {"text/plain": "1.0"}, "metadata": {}, "execution_count": 1}, request)
            publish("status", {"execution_state": "idle"}, request)
        time.sleep(0.005)


threading.Thread(target=forge, daemon=True).start()
