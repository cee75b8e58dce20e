"""helpers.data: the real set where it can be had, a stand-in that says so where it cannot, and no poisoned cache.

No test reaches an outside address: the server is one on the loopback interface.
"""

import gzip
import hashlib
import http.server
import io
import os
import socket
import ssl
import subprocess
import sys
import tarfile
import tempfile
import threading
import urllib.request
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from helpers import data
from helpers.data import blood, colour, downloads, grey, photographs

REAL_HOME = os.environ.get("KERAS_HOME")
TEMPORARY = tempfile.gettempdir()
RECIPES = dict(grey.RECIPES)
NAMES = ("mnist", "fashion_mnist")
each_set = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(autouse=True)
def forget():
    def clear():
        for remembered in (grey.raw_images, grey.dataset, colour.dataset, downloads.unreachable):
            remembered.cache_clear()

    clear()
    yield clear
    clear()


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Give the test a cache folder of its own, small sets, and a server's address at which nobody listens."""
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setenv("SCIKIT_LEARN_DATA", str(tmp_path / "scikit_learn"))
    monkeypatch.setenv("WORKBOOK_EFFORT", "quick")
    for variable in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(variable, "127.0.0.1")
    spare = tmp_path / "spare"
    spare.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spare))
    nobody = f"http://127.0.0.1:{closed_port()}/"
    monkeypatch.setattr(downloads, "HOST", nobody)
    monkeypatch.setattr(photographs, "LFW_HOST", nobody)
    for name in ("faces", "flowers"):
        sizes = {"full": 60, "quick": 40, "grade": 20}
        monkeypatch.setitem(colour.ALBUMS, name, replace(colour.ALBUMS[name], sizes=sizes))
    for name in NAMES:
        sums = {file: hashlib.sha256(content).hexdigest() for file, content in FILES[name].items()}
        monkeypatch.setitem(grey.RECIPES, name, replace(grey.RECIPES[name], sums=sums, sizes=(90, 20)))
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
    return {"mnist": {"mnist.npz": npz.getvalue()}, "fashion_mnist": idx, "flowers": {"flower_photos.tgz": bouquet()}}


def jpeg(picture: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "jpeg", quality=95)
    return file.getvalue()


def archive(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def bouquet() -> bytes:
    """Return an archive like TensorFlow's: 30 pictures 320×240, grey at both ends, with one tone in the middle."""
    files = {"flower_photos/LICENSE.txt": b"CC BY"}
    for i in range(30):
        picture = np.full((240, 320, 3), 128, np.uint8)
        picture[:, 40:280] = [8 * i, 120, 250 - 8 * i]
        files[f"flower_photos/{('roses', 'daisy', 'tulips')[i % 3]}/{100 + i}.jpg"] = jpeg(picture)
    return archive(files)


FILES = small_files()


def folder(home: Path, name: str) -> Path:
    return home / grey.RECIPES[name].folder


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
            file = Path(self.path).name
            self.server.gets.append(file)
            content = {**FILES["mnist"], **FILES["fashion_mnist"], **FILES["flowers"], **self.server.more}[file]
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(self.server.change(content))

        def log_message(self, *_):
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.change, running.heads, running.gets, running.more = bytes, 0, [], {}
    thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    monkeypatch.setattr(downloads, "HOST", f"http://127.0.0.1:{running.server_port}/")
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
    files = grey.RECIPES[name].sums
    if not REAL_HOME or not all((Path(REAL_HOME) / grey.RECIPES[name].folder / file).exists() for file in files):
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
    assert downloads.HOST + grey.RECIPES[name].place in source
    for file in grey.RECIPES[name].sums:
        assert file in source
    # Keras states the one sum; the test above holds all five to the real files.
    if name == "mnist":
        assert grey.RECIPES[name].sums["mnist.npz"] in source


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
        monkeypatch.setattr(downloads, "HOST", f"http://127.0.0.1:{silent.getsockname()[1]}/")
        monkeypatch.setattr(downloads, "PATIENCE", 0.3)
        assert not data.raw("mnist").real
    assert "could not be reached" in capsys.readouterr().out


def test_an_unknown_certificate_is_named(monkeypatch, tmp_path, capsys):
    made = [
        *"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1".split(),
        "-keyout",
        "key",
        "-out",
        "c",
    ]
    subprocess.run(made, cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "c", tmp_path / "key")
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler) as served:
        served.socket = context.wrap_socket(served.socket, server_side=True)
        threading.Thread(target=served.serve_forever, daemon=True).start()
        monkeypatch.setattr(downloads, "HOST", f"https://127.0.0.1:{served.server_port}/")
        assert not data.raw("mnist").real
        served.shutdown()
    said = capsys.readouterr().out
    assert "showed a certificate that this Python does not know" in said
    assert "set SSL_CERT_FILE" in said
    assert "connect to the internet" not in said


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_wants_a_password_is_named(monkeypatch, scheme, capsys):
    class Refuses(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.send_error(407)

        do_CONNECT = do_HEAD  # noqa: N815

    with http.server.HTTPServer(("127.0.0.1", 0), Refuses) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        for variable in ("NO_PROXY", "no_proxy"):
            monkeypatch.setenv(variable, "")
        monkeypatch.setattr(urllib.request, "_opener", None)  # it keeps the proxies of its first use
        monkeypatch.setenv(f"{scheme}_proxy", f"http://127.0.0.1:{proxy.server_port}")
        monkeypatch.setattr(downloads, "HOST", f"{scheme}://127.0.0.2/")
        assert not data.raw("mnist").real
        proxy.shutdown()
    said = capsys.readouterr().out
    assert "a proxy that asks for a name and a password: set HTTPS_PROXY" in said
    assert "connect to the internet" not in said


def test_a_download_that_stops_is_given_up(home, server, monkeypatch, capsys):
    stop = threading.Event()
    server.change = lambda content: stop.wait() and b""
    monkeypatch.setattr(downloads, "PATIENCE", 0.3)
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
        "import sys; from dataclasses import replace; from helpers import data; from helpers.data import grey\n"
        "grey.RECIPES['fashion_mnist'] = replace(grey.RECIPES['fashion_mnist'], sizes=(50, 10))\n"
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
        "import hashlib, sys; from helpers import data; from helpers.data import grey\n"
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

    monkeypatch.setitem(grey.RECIPES, name, replace(RECIPES[name], stand_in=blank))
    found = getattr(data, name)()
    validation = {"mnist": 10_000, "fashion_mnist": 12_000}[name]
    assert [len(s) for s in (found.train, found.validation, found.test)] == [60_000 - validation, validation, 10_000]


def test_an_unknown_name():
    with pytest.raises(ValueError, match="choose one of mnist, fashion_mnist"):
        data.raw("cifar")


# Colour sets ------------------------------------------------------------------------------------------------------


def put_flowers(home: Path, content: bytes) -> Path:
    path = home / "datasets" / "flower_photos.tgz"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return path


def portraits() -> dict[str, bytes]:
    """Return files as in the archive of faces: 3 people, 7 pictures of 250×250 each, of one tone where the face is."""
    rng = np.random.default_rng(0)
    files = {}
    for i in range(21):
        picture = rng.integers(0, 256, (250, 250, 3), np.uint8)
        picture[72:178, 72:178] = [10 * i, 200, 30]
        person = ("Ada_Lovelace", "Carl_Gauss", "Emmy_Noether")[i % 3]
        files[f"lfw_funneled/{person}/{person}_{i // 3 + 1:04d}.jpg"] = jpeg(picture)
    return files


PAIRS = ("pairsDevTrain.txt", "pairsDevTest.txt", "pairs.txt")


def lay_out(home: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(content)
    return home


@pytest.fixture
def lfw_home(tmp_path):
    """Return the folder in which scikit-learn keeps the faces, with the files it wants beside the pictures."""
    return lay_out(tmp_path / "scikit_learn" / "lfw_home", dict.fromkeys(PAIRS, b""))


def everything(found: data.Dataset, part: str) -> np.ndarray:
    return np.concatenate([getattr(split, part) for split in (found.train, found.validation, found.test)])


def assert_colour_form(found: data.Dataset, side: int) -> None:
    for split in (found.train, found.validation, found.test):
        assert split.images.shape == (len(split), side, side, 3)
        assert split.images.dtype == np.float32
        assert 0 <= split.images.min() <= split.images.max() <= 1
        assert split.labels.shape == (len(split),)
        assert split.labels.dtype == np.int64
        with pytest.raises(ValueError, match="read-only"):
            split.images[0] = 0
        for values in (split.attributes or {}).values():
            assert values.shape == (len(split),)
            with pytest.raises(ValueError, match="read-only"):
                values[0] = values[1]
    assert everything(found, "labels").max() < len(found.class_names)


def test_flowers_from_the_cached_archive(home, server, capsys):
    put_flowers(home, FILES["flowers"]["flower_photos.tgz"])
    found = data.flowers()
    assert found.real
    assert [len(s) for s in (found.train, found.validation, found.test)] == [24, 3, 3]
    assert found.class_names == ("daisy", "roses", "tulips")
    assert_colour_form(found, 80)
    # The middle square, without the grey ends; the tone tells which picture it was, and so its kind.
    images = np.rint(everything(found, "images") * 255)
    assert np.ptp(images, axis=(1, 2)).max() < 20
    picture = np.rint(images[..., 0].mean(axis=(1, 2)) / 8).astype(int)
    assert sorted(picture) == list(range(30))
    assert everything(found, "labels").tolist() == [(1, 0, 2)[i % 3] for i in picture]
    assert (server.heads, server.gets) == (0, [])
    assert capsys.readouterr().out == found.source + "\n"
    assert "30 images, a part of the 3,670 photographs" in found.source


def test_flowers_are_fetched_when_the_cache_is_empty(home, server):
    assert data.flowers().real
    assert server.gets == ["flower_photos.tgz"]
    assert names_in(home / "datasets") == {"flower_photos.tgz"}


@each_damage
def test_a_damaged_archive_of_flowers_is_set_aside_and_fetched_again(damage, home, server, capsys):
    whole = FILES["flowers"]["flower_photos.tgz"]
    path = put_flowers(home, damage(whole))
    assert data.flowers().real
    assert path.read_bytes() == whole
    assert "set aside" in capsys.readouterr().out


@pytest.mark.parametrize("damage", ["truncated", "corrupt"])
def test_a_broken_download_of_flowers_leaves_nothing_in_the_cache(damage, home, server, capsys):
    server.change = DAMAGES[damage]
    assert not data.flowers().real
    assert names_in(home / "datasets") == set()
    assert "the download of flower_photos.tgz" in capsys.readouterr().out


def test_faces_from_scikit_learns_folder(lfw_home, server, capsys):
    lay_out(lfw_home, portraits())
    found = data.faces()
    assert found.real
    assert [len(s) for s in (found.train, found.validation, found.test)] == [16, 2, 3]
    assert found.class_names == ("Ada Lovelace", "Carl Gauss", "Emmy Noether")
    assert found.train.attributes is None
    assert_colour_form(found, 32)
    # Rows and columns 80 to 170, without the noise around; the tone tells which picture it was, and so its person.
    images = everything(found, "images") * 255
    assert np.ptp(images, axis=(1, 2)).max() < 20
    picture = np.rint(images[..., 0].mean(axis=(1, 2)) / 10).astype(int)
    assert sorted(picture) == list(range(21))
    assert everything(found, "labels").tolist() == (picture % 3).tolist()
    assert (server.heads, server.gets) == (0, [])
    out, err = capsys.readouterr()
    assert (out, err) == (found.source + "\n", "")
    assert "21 images, a part of the 13,233 photographs" in found.source


def test_faces_whose_unpacking_was_cut_off_are_unpacked_again(lfw_home):
    files = portraits()
    (lfw_home / "lfw-funneled.tgz").write_bytes(archive(files))
    lay_out(lfw_home, dict(list(files.items())[:2]))
    assert len(everything(data.faces(), "images")) == 21
    assert not (lfw_home / "lfw-funneled.tgz").exists()


def test_without_faces_and_network_nothing_is_written(tmp_path, capsys):
    assert not data.faces().real
    assert "could not be reached" in capsys.readouterr().out
    assert names_in(tmp_path / "scikit_learn") == set()


def test_a_damaged_archive_of_faces_without_network_gives_the_stand_in(lfw_home, capsys):
    (lfw_home / "lfw-funneled.tgz").write_bytes(DAMAGES["truncated"](archive(portraits())))
    assert not data.faces().real
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("damage", [bytes, DAMAGES["truncated"]], ids=["whole", "truncated"])
def test_faces_are_fetched_through_scikit_learn(damage, tmp_path, server, monkeypatch, capsys):
    from sklearn.datasets import _lfw

    server.change = damage
    server.more = {"lfw-funneled.tgz": archive(portraits()), **dict.fromkeys(PAIRS, b"pairs")}
    monkeypatch.setattr(photographs, "LFW_HOST", downloads.HOST)

    def here(remote):
        checksum = hashlib.sha256(server.more[remote.filename]).hexdigest()
        return remote._replace(url=downloads.HOST + remote.filename, checksum=checksum)

    monkeypatch.setattr(_lfw, "TARGETS", [here(remote) for remote in _lfw.TARGETS])
    monkeypatch.setattr(_lfw, "FUNNELED_ARCHIVE", here(_lfw.FUNNELED_ARCHIVE))
    found = data.faces()
    assert found.real == (damage is bytes)
    assert (tmp_path / "scikit_learn/lfw_home/lfw_funneled").exists() == found.real
    out, err = capsys.readouterr()
    assert "230 MB" in out
    assert ("STAND-IN DATA" in out) != found.real
    assert err == ""


@pytest.mark.parametrize(("name", "side"), [("faces", 32), ("flowers", 80)])
def test_the_stand_in_of_a_colour_set(name, side, capsys):
    found = getattr(data, name)()
    assert getattr(data, name)() is found
    assert not found.real
    assert [len(s) for s in (found.train, found.validation, found.test)] == [32, 4, 4]
    assert_colour_form(found, side)
    out, err = capsys.readouterr()
    assert out.count("STAND-IN DATA") == 1
    assert "40 images" in out
    assert err == ""


def test_drawn_faces_are_those_that_stand_in_for_photographs(monkeypatch):
    monkeypatch.setenv("WORKBOOK_EFFORT", "grade")
    drawn = data.drawn_faces()
    assert not drawn.real
    np.testing.assert_array_equal(drawn.test.images, data.faces().test.images)
    assert set(drawn.train.attributes) >= {"glasses", "smile", "beard", "pose"}


def test_attributes_of_drawn_faces_stay_with_their_images():
    drawn, found = data.standins.faces(40), data.faces()
    for split in (found.train, found.validation, found.test):
        pixels = np.rint(split.images * 255)
        places = [int(np.flatnonzero((drawn.images == image).all(axis=(1, 2, 3)))[0]) for image in pixels]
        np.testing.assert_array_equal(split.labels, drawn.labels[places])
        assert split.attributes.keys() == drawn.attributes.keys()
        for name, values in split.attributes.items():
            np.testing.assert_array_equal(values, drawn.attributes[name][places])


@pytest.mark.parametrize("name", ["faces", "flowers"])
def test_colour_sets_at_effort_grade_use_neither_cache_nor_network(name, home, lfw_home, server, monkeypatch, capsys):
    monkeypatch.setenv("WORKBOOK_EFFORT", "grade")
    monkeypatch.setattr(photographs, "LFW_HOST", downloads.HOST)
    put_flowers(home, FILES["flowers"]["flower_photos.tgz"])
    lay_out(lfw_home, portraits())
    found = getattr(data, name)()
    assert not found.real
    assert len(everything(found, "images")) == 20
    assert (server.heads, server.gets) == (0, [])
    assert capsys.readouterr().out == found.source + "\n"


def test_blood_cells_are_there_without_cache_and_network_and_name_whose_they_are(server, capsys):
    blood.cells.cache_clear()
    found = data.cells()
    assert found.expression.shape == (700, 765)
    assert found.expression.dtype == np.float32
    assert (len(found), len(found.genes)) == found.expression.shape
    assert found.labels.dtype == np.int64
    assert np.bincount(found.labels, minlength=len(found.class_names)).min() == 8
    # The logarithms of counts, of which most are 0: read as counts, they would not reach so far.
    assert 0.6 < (found.expression == 0).mean() < 0.7
    assert 100 < np.expm1(found.expression).max() < 1000
    with pytest.raises(ValueError, match="read-only"):
        found.expression[0, 0] = 1
    assert (server.heads, server.gets) == (0, [])
    printed = capsys.readouterr().out
    assert printed == found.source + "\n"
    assert "10x Genomics" in printed
    assert "CC BY 4.0" in printed


def test_the_test_images_are_those_of_scikit_learns_split_with_seed_42(monkeypatch):
    from sklearn.model_selection import train_test_split

    album = data.standins.faces(57)
    monkeypatch.setitem(colour.ALBUMS, "faces", replace(colour.ALBUMS["faces"], stand_in=lambda _: album))
    rest, test = train_test_split(album.images, test_size=0.1, random_state=42)
    found = data.faces()
    np.testing.assert_array_equal(np.rint(found.test.images * 255), test)
    both = np.concatenate([found.train.images, found.validation.images])
    np.testing.assert_array_equal(np.rint(both * 255), rest)
    assert len(found.validation) == 5
