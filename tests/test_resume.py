"""A kernel that is killed in the middle of notebook 06's training: the next one goes on as if nothing had happened."""

import json
import os
import re
import signal
import time
from queue import Empty

import jupytext
import numpy as np
import pytest
from jupyter_client.manager import start_new_kernel

pytest.importorskip("keras")

EPOCHS = 8
LIMIT = 300  # seconds for anything that is waited for; reached only where something is wrong


@pytest.fixture(scope="module")
def cells(project):
    """Return the cells of notebook 06 up to its training, with fewer faces and more epochs, and one for the losses."""
    source = jupytext.read(project / "solutions/06_faces/06_faces.py", fmt="py:percent")
    code = [cell.source for cell in source.cells if cell.cell_type == "code"]
    end = next(i for i, text in enumerate(code) if 'name="06_faces"' in text)
    wanted = [text for text in code[: end + 1] if "checks.exercise" not in text and "plots." not in text[:6]]
    (place,) = (i for i, text in enumerate(wanted) if text.startswith("faces = data.faces()"))
    wanted.insert(place + 1, "train, validation = train[:320], validation[:64]")
    (place,) = (i for i, text in enumerate(wanted) if re.search(r"^EPOCHS = ", text, re.MULTILINE))
    wanted[place] = re.sub(r"^EPOCHS = .*$", f"EPOCHS = {EPOCHS}", wanted[place], flags=re.MULTILINE)
    return [*wanted, "import json\nprint('losses', json.dumps(history.history))"]


@pytest.fixture
def kernel(project, tmp_path):
    """Return a function that starts a kernel whose work is kept in a folder of that name."""
    started = []

    def start(work):
        env = os.environ | {
            "WORKBOOK_EFFORT": "grade",
            "WORKBOOK_WORK": str(tmp_path / work),
            "PYTHONPATH": str(project),
        }
        started.append(start_new_kernel(kernel_name="python3", env=env, cwd=str(tmp_path)))
        return started[-1]

    yield start
    for manager, client in started:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def ran(client, cells):
    """Run the cells, and return what they printed."""
    printed = []

    def listen(message):
        content = message["content"]
        assert message["msg_type"] != "error", "\n".join(content["traceback"])
        if message["msg_type"] == "stream":
            printed.append(content["text"])

    for cell in cells:
        client.execute_interactive(cell, output_hook=listen, timeout=LIMIT)
    return "".join(printed)


def losses(printed):
    return json.loads(re.search(r"^losses (.*)$", printed, re.MULTILINE)[1])


@pytest.mark.long
def test_after_a_kill_in_the_middle_of_training_the_losses_are_those_of_an_unbroken_run(cells, kernel, tmp_path):
    unbroken = losses(ran(kernel("unbroken")[1], cells))
    assert len(unbroken["loss"]) == len(unbroken["val_loss"]) == EPOCHS

    state = tmp_path / "killed/checkpoints/06_faces/state.npz"
    manager, client = kernel("killed")
    ran(client, cells[:-2])
    assert not state.exists()
    client.execute(cells[-2])
    deadline = time.monotonic() + LIMIT
    while not state.exists():
        assert manager.is_alive(), "the kernel died by itself"
        assert time.monotonic() < deadline, "no checkpoint was written"
        with pytest.raises(Empty):  # a reply would mean that the training is over
            client.get_shell_msg(timeout=0.02)
    os.kill(manager.provisioner.pid, signal.SIGKILL)
    while manager.is_alive():
        assert time.monotonic() < deadline, "the kernel survived"
    with np.load(state) as kept:
        done = json.loads(str(kept["about"]))["epochs"]
    assert 1 <= done < EPOCHS

    printed = ran(kernel("killed")[1], cells)
    assert f"Going on after epoch {done}, from the checkpoint '06_faces'." in printed
    assert losses(printed) == unbroken
    assert not state.exists()
