"""helpers.data: the real set where it can be had, a stand-in that says so where it cannot, and no poisoned cache.

No test reaches an outside address: the server is one on the loopback interface.
"""

import gzip
import hashlib
import http.server
import io
import os
import socket
import subprocess
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from helpers import data

REAL_HOME = os.environ.get("KERAS_HOME")
TEMPORARY = tempfile.gettempdir()
RECIPES = dict(data.RECIPES)
NAMES = ("mnist", "fashion_mnist")
each_set = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(autouse=True)
def forget():
    def clear():
        for remembered in (data._raw, data._dataset, data._reachable):
            remembered.cache_clear()

    clear()
    yield clear
    clear()


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Give the test a cache folder of its own, small sets, and a server's address at which nobody listens."""
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setenv("WORKBOOK_EFFORT", "quick")
    for variable in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(variable, "127.0.0.1")
    spare = tmp_path / "spare"
    spare.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spare))
    monkeypatch.setattr(data, "ORIGIN", f"http://127.0.0.1:{closed_port()}/")
    for name in NAMES:
        sums = {file: hashlib.sha256(content).hexdigest() for file, content in FILES[name].items()}
        monkeypatch.setitem(data.RECIPES, name, replace(data.RECIPES[name], sums=sums, sizes=(90, 20)))
    return tmp_path / "keras"


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def small_files() -> dict[str, dict[str, bytes]]:
    """Return small sets in the two forms in which Keras caches the real ones."""
    rng = np.random.default_rng(0)
    x_train, x_test = rng.integers(0, 256, (30, 28, 28), np.uint8), rng.integers(0, 256, (12, 28, 28), np.uint8)
    y_train, y_test = np.resize(np.arange(10, dtype=np.uint8), 30), np.resize(np.arange(10, dtype=np.uint8), 12)
    npz = io.BytesIO()
    np.savez(npz, x_train=x_train, y_train=y_train, x_test=x_test, y_test=y_test)
    idx = {}
    for part, images, labels in (("train", x_train, y_train), ("t10k", x_test, y_test)):
        idx[f"{part}-images-idx3-ubyte.gz"] = gzip.compress(bytes(16) + images.tobytes())
        idx[f"{part}-labels-idx1-ubyte.gz"] = gzip.compress(bytes(8) + labels.tobytes())
    return {"mnist": {"mnist.npz": npz.getvalue()}, "fashion_mnist": idx}


FILES = small_files()


def folder(home: Path, name: str) -> Path:
    return home / data.RECIPES[name].folder


def fill(home: Path, name: str) -> Path:
    """Put the small set into the cache; return the path of one of its files."""
    folder(home, name).mkdir(parents=True, exist_ok=True)
    for file, content in FILES[name].items():
        (folder(home, name) / file).write_bytes(content)
    return folder(home, name) / next(iter(FILES[name]))


def names_in(path: Path) -> set[str]:
    return {entry.name for entry in path.iterdir()} if path.exists() else set()


@pytest.fixture
def server(monkeypatch):
    """Serve the files on the loopback interface. ``server.change`` alters what is sent of each."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.server.heads += 1
            self.send_response(200)
            self.end_headers()

        def do_GET(self):
            file = self.path.lstrip("/")
            self.server.gets.append(file)
            content = {**FILES["mnist"], **FILES["fashion_mnist"]}[file]
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(self.server.change(content))

        def log_message(self, *_):
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.change, running.heads, running.gets = bytes, 0, []
    thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    monkeypatch.setattr(data, "ORIGIN", f"http://127.0.0.1:{running.server_port}/")
    yield running
    running.shutdown()
    running.server_close()
    thread.join()


DAMAGES = {
    "truncated": lambda content: content[: len(content) // 2],
    "corrupt": lambda content: content[:100] + bytes([content[100] ^ 1]) + content[101:],
    "empty": lambda content: b"",
}
each_damage = pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())


# The real sets ----------------------------------------------------------------------------------------------------


@each_set
def test_the_real_set(name, monkeypatch, capsys):
    monkeypatch.undo()
    files = data.RECIPES[name].sums
    if not REAL_HOME or not all((Path(REAL_HOME) / data.RECIPES[name].folder / file).exists() for file in files):
        pytest.skip(f"KERAS_HOME points at no cached {name}")
    monkeypatch.setenv("WORKBOOK_EFFORT", "quick")
    found = getattr(data, name)()
    assert found.real
    validation = {"mnist": 10_000, "fashion_mnist": 12_000}[name]
    assert [len(s) for s in (found.train, found.validation, found.test)] == [60_000 - validation, validation, 10_000]
    assert found.train.images.shape[1:] == (28, 28)
    assert found.train.images.max() == 1
    assert found.train.labels[:5].tolist() == {"mnist": [5, 0, 4, 1, 9], "fashion_mnist": [9, 0, 0, 3, 0]}[name]
    assert capsys.readouterr().out == found.source + "\n"


@each_set
def test_files_and_address_are_those_of_keras(name, monkeypatch):
    monkeypatch.undo()
    import inspect

    import keras

    source = inspect.getsource(getattr(keras.datasets, name).load_data)
    assert data.ORIGIN in source
    for file in data.RECIPES[name].sums:
        assert file in source
    # Keras states the one sum; the test above holds all five to the real files.
    if name == "mnist":
        assert data.RECIPES[name].sums["mnist.npz"] in source


# From the cache ---------------------------------------------------------------------------------------------------


@each_set
def test_a_whole_cache_is_used_without_the_network(name, home, server, capsys):
    fill(home, name)
    images = data.raw(name)
    assert images.real
    assert images.train_images.shape == (30, 28, 28)
    assert images.test_labels.tolist() == [*range(10), 0, 1]
    assert (server.heads, server.gets) == (0, [])
    assert capsys.readouterr().out == images.source + "\n"


@each_set
def test_splits_are_the_parts_of_the_raw_images(name, home):
    fill(home, name)
    raw, found = data.raw(name), getattr(data, name)()
    cut = {"mnist": 25, "fashion_mnist": 24}[name]
    assert [len(s) for s in (found.train, found.validation, found.test)] == [cut, 30 - cut, 12]
    np.testing.assert_allclose(found.train.images * 255, raw.train_images[:cut], atol=1e-4)
    np.testing.assert_allclose(found.validation.images * 255, raw.train_images[cut:], atol=1e-4)
    np.testing.assert_allclose(found.test.images * 255, raw.test_images, atol=1e-4)
    np.testing.assert_array_equal(found.validation.labels, raw.train_labels[cut:])
    np.testing.assert_array_equal(found.test.labels, raw.test_labels)
    assert (found.source, found.real, found.class_names) == (raw.source, raw.real, raw.class_names)


@each_damage
@each_set
def test_a_damaged_file_is_set_aside_and_fetched_again(name, damage, home, server, capsys):
    path = fill(home, name)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    images = data.raw(name)
    assert images.real
    assert path.read_bytes() == whole
    assert path.with_name(path.name + ".damaged").read_bytes() == damage(whole)
    assert server.gets == [path.name]
    assert names_in(path.parent) == {*FILES[name], path.name + ".damaged"}
    out, err = capsys.readouterr()
    assert f"the cached file {path.name} is incomplete or damaged; it was set aside as {path.name}.damaged" in out
    assert err == ""


@each_damage
@each_set
def test_a_damaged_file_without_network_gives_the_stand_in(name, damage, home, capsys):
    path = fill(home, name)
    path.write_bytes(damage(path.read_bytes()))
    assert not data.raw(name).real
    out, err = capsys.readouterr()
    assert "set aside" in out
    assert "STAND-IN DATA" in out
    assert err == ""
    assert not path.exists()


def as_nobody(test):
    """Run the block as a user whom file modes bind, where the tests run as root."""
    if os.geteuid() != 0:
        return test()
    os.seteuid(65534)
    try:
        return test()
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder(monkeypatch):
    """Return a folder that another user may enter; pytest's own is closed to others."""
    with tempfile.TemporaryDirectory(dir=TEMPORARY, ignore_cleanup_errors=True) as place:
        root = Path(place)
        root.chmod(0o755)
        (root / "spare").mkdir()
        (root / "spare").chmod(0o777)
        monkeypatch.setenv("KERAS_HOME", str(root / "keras"))
        monkeypatch.setattr(tempfile, "tempdir", str(root / "spare"))
        yield root
        for path in (root, *root.rglob("*")):
            if path.is_dir():
                path.chmod(0o755)


def lock(home: Path) -> None:
    for path in (home, *home.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)


needs_modes = pytest.mark.skipif(os.name == "nt", reason="Windows has no read-only folders of this kind")


@needs_modes
@each_set
def test_a_read_only_cache_is_used(name, open_folder):
    fill(open_folder / "keras", name)
    lock(open_folder / "keras")
    assert as_nobody(lambda: data.raw(name)).real
    assert names_in(open_folder / "spare") == set()


@needs_modes
def test_a_damaged_file_in_a_read_only_cache_stays_and_another_is_fetched_beside(open_folder, server, capsys):
    import keras  # noqa: F401 - read while the user still may

    path = fill(open_folder / "keras", "mnist")
    path.write_bytes(b"damaged")
    lock(open_folder / "keras")
    assert as_nobody(lambda: data.raw("mnist")).real
    assert path.read_bytes() == b"damaged"
    assert names_in(path.parent) == {"mnist.npz"}
    assert (open_folder / "spare/.keras/datasets/mnist.npz").read_bytes() == FILES["mnist"]["mnist.npz"]
    assert "cannot be written to" in capsys.readouterr().out


@needs_modes
def test_a_damaged_file_in_a_read_only_cache_without_network_gives_the_stand_in(open_folder, capsys):
    path = fill(open_folder / "keras", "fashion_mnist")
    path.write_bytes(b"damaged")
    lock(open_folder / "keras")
    assert not as_nobody(lambda: data.raw("fashion_mnist")).real
    out = capsys.readouterr().out
    assert "cannot be written to" in out
    assert "STAND-IN DATA" in out


@needs_modes
def test_no_folder_to_download_into_gives_the_stand_in(open_folder, server, capsys):
    (open_folder / "keras").mkdir()
    lock(open_folder / "keras")
    (open_folder / "spare").chmod(0o555)
    assert not as_nobody(lambda: data.raw("fashion_mnist")).real
    assert "set KERAS_HOME" in capsys.readouterr().out


# From the network -------------------------------------------------------------------------------------------------


@each_set
def test_an_empty_cache_is_filled(name, home, server, capsys):
    images = data.raw(name)
    assert images.real
    assert names_in(folder(home, name)) == set(FILES[name])
    assert sorted(server.gets) == sorted(FILES[name])
    assert images.source in capsys.readouterr().out


def test_only_the_missing_file_is_fetched(home, server):
    path = fill(home, "fashion_mnist")
    path.unlink()
    assert data.raw("fashion_mnist").real
    assert server.gets == [path.name]


@each_damage
@each_set
def test_a_broken_download_leaves_nothing_in_the_cache(name, damage, home, server, forget, capsys):
    server.change = damage
    assert not data.raw(name).real
    assert names_in(folder(home, name)) == set()
    out, err = capsys.readouterr()
    assert "the download of" in out
    assert err == ""
    server.change = bytes
    forget()  # as a new process does
    assert data.raw(name).real


def test_an_interrupt_during_the_download_leaves_nothing_in_the_cache(home, server, monkeypatch):
    import keras

    def interrupted(file, origin, *, cache_dir, **_):
        Path(cache_dir, file).write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(keras.utils, "get_file", interrupted)
    timeout = socket.getdefaulttimeout()
    with pytest.raises(KeyboardInterrupt):
        data.raw("mnist")
    assert names_in(folder(home, "mnist")) == set()
    assert socket.getdefaulttimeout() == timeout


def test_a_server_that_never_answers_is_given_up(monkeypatch, capsys):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        monkeypatch.setattr(data, "ORIGIN", f"http://127.0.0.1:{silent.getsockname()[1]}/")
        monkeypatch.setattr(data, "PATIENCE", 0.3)
        assert not data.raw("mnist").real
    assert "could not be reached" in capsys.readouterr().out


def test_a_download_that_stops_is_given_up(home, server, monkeypatch, capsys):
    stop = threading.Event()
    server.change = lambda content: stop.wait() and b""
    monkeypatch.setattr(data, "PATIENCE", 0.3)
    try:
        assert not data.raw("mnist").real
    finally:
        stop.set()
    assert "the download of mnist.npz failed" in capsys.readouterr().out
    assert names_in(folder(home, "mnist")) == set()


def test_a_failed_fetch_is_not_tried_again_in_this_process(server):
    server.change = DAMAGES["corrupt"]
    for _ in range(3):
        data.raw("mnist")
        data.mnist()
    assert server.gets == ["mnist.npz"]


def test_offline_in_a_fresh_process_with_proxies_that_nobody_answers(tmp_path):
    proxy = f"http://127.0.0.1:{closed_port()}"
    code = (
        "import sys; from dataclasses import replace; from helpers import data\n"
        "data.RECIPES['fashion_mnist'] = replace(data.RECIPES['fashion_mnist'], sizes=(50, 10))\n"
        "assert not data.fashion_mnist().real\n"
        "assert 'keras' not in sys.modules and 'tensorflow' not in sys.modules"
    )
    environment = {k: v for k, v in os.environ.items() if k.lower() != "no_proxy"} | {
        "KERAS_HOME": str(tmp_path / "none"),
        "TMPDIR": str(tmp_path),
        "WORKBOOK_EFFORT": "quick",
        "https_proxy": proxy,
        "HTTPS_PROXY": proxy,
    }
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("*** STAND-IN DATA: these are not the real Fashion-MNIST images. ***")
    assert "could not be reached" in done.stdout


# What is said -----------------------------------------------------------------------------------------------------


@each_set
def test_the_stand_in_is_announced_once(name, capsys):
    for _ in range(2):
        data.raw(name)
        getattr(data, name)()
    out, err = capsys.readouterr()
    assert out.count("STAND-IN") == 1
    for part in ("What:", "Why:", "For the real data:"):
        assert part in out
    assert err == ""


@each_set
def test_the_source_is_a_sentence_without_a_path(name, home, forget):
    stand_in = data.raw(name).source
    forget()
    fill(home, name)
    real = data.raw(name).source
    for source in (stand_in, real):
        assert source.endswith(".")
        assert str(home) not in source
    assert "stand-in" in stand_in
    assert "real" in real


# Effort grade -----------------------------------------------------------------------------------------------------


@each_set
def test_effort_grade_uses_small_data_and_neither_cache_nor_network(name, home, server, monkeypatch, capsys):
    monkeypatch.setenv("WORKBOOK_EFFORT", "grade")
    fill(home, name).write_bytes(b"damaged")
    before = names_in(folder(home, name))
    images, found = data.raw(name), getattr(data, name)()
    assert not images.real
    assert images.train_images.shape == (2400, 28, 28)
    assert len(found.test) == 600
    share = {"mnist": 1 / 6, "fashion_mnist": 1 / 5}[name]
    assert len(found.validation) == 2400 * share
    assert len(found.train) == 2400 * (1 - share)
    assert (server.heads, server.gets, names_in(folder(home, name))) == (0, [], before)
    assert capsys.readouterr().out == images.source + "\n"


@each_set
def test_effort_grade_gives_the_same_bytes_in_another_process(name, monkeypatch):
    monkeypatch.setenv("WORKBOOK_EFFORT", "grade")
    code = (
        "import hashlib, sys; from helpers import data\n"
        f"images = data.raw({name!r})\n"
        "print(hashlib.sha256(images.train_images.tobytes() + images.test_images.tobytes()).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    images = data.raw(name)
    both = images.train_images.tobytes() + images.test_images.tobytes()
    assert done.stdout.split()[-1] == hashlib.sha256(both).hexdigest()


# The form ---------------------------------------------------------------------------------------------------------


@each_set
@pytest.mark.parametrize("real", [True, False])
def test_form(name, real, home):
    if real:
        fill(home, name)
    raw, found = data.raw(name), getattr(data, name)()
    assert found.name == name
    assert found.real == real
    assert len(found.class_names) == 10
    for split in (found.train, found.validation, found.test):
        assert split.images.dtype == np.float32
        assert split.labels.dtype == np.int64
        assert len(split) == len(split.labels) == len(split.images)
        assert 0 <= split.images.min() <= split.images.max() <= 1
    for images, labels in ((raw.train_images, raw.train_labels), (raw.test_images, raw.test_labels)):
        assert images.dtype == labels.dtype == np.uint8
        assert len(images) == len(labels)


@pytest.mark.parametrize("real", [True, False])
@each_set
def test_arrays_cannot_be_changed_by_accident(name, real, home):
    if real:
        fill(home, name)
    raw, found = data.raw(name), getattr(data, name)()
    arrays = [raw.train_images, raw.train_labels, raw.test_images, raw.test_labels]
    arrays += [a for s in (found.train, found.validation, found.test) for a in (s.images, s.labels)]
    for array in arrays:
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_the_arrays_are_held_once():
    assert data.mnist() is data.mnist()
    assert np.shares_memory(data.raw("mnist").train_images, data.raw("mnist").train_images)


@each_set
def test_the_stand_in_has_the_sizes_of_the_real_set(name, monkeypatch):
    # Blank images: drawing them all takes seconds and is tested in small elsewhere.
    def blank(train, test):
        return tuple(np.zeros(shape, np.uint8) for shape in ((train, 28, 28), train, (test, 28, 28), test))

    monkeypatch.setitem(data.RECIPES, name, replace(RECIPES[name], stand_in=blank))
    found = getattr(data, name)()
    validation = {"mnist": 10_000, "fashion_mnist": 12_000}[name]
    assert [len(s) for s in (found.train, found.validation, found.test)] == [60_000 - validation, validation, 10_000]


def test_an_unknown_name():
    with pytest.raises(ValueError, match="choose one of mnist, fashion_mnist"):
        data.raw("cifar")
