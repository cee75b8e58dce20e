"""Drive JupyterHub as its users do: each logs in with a password, and has a server and a kernel of their own.

What a user does here, a process of that user's does, which the hub has started: requests go through the hub's proxy.
"""

import asyncio
import inspect
import json
import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import pytest
import requests
from packaging.specifiers import SpecifierSet
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "docs" / "jupyterhub.md"
NOBODY = 65_534
INSTALL_SECONDS = 900
SECONDS = 300  # for anything else that is waited for; reached only where something is wrong
TOOLS = {"useradd": "passwd", "git": "git", "node": "nodejs", "npm": "npm"}
# What the page's commands do on a machine that has the packages, with the files as they are now.
PREAMBLE = """
set -euo pipefail
umask 022
apt() { :; }
python3() { "$PYTHON" "$@"; }
git() {
    mkdir -p "$3"
    cd "$PROJECT"
    command git -c safe.directory='*' ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$3"
}
"""


def skip_without_means() -> None:
    """Skip the tests that call this where no hub with users of its own can be made."""
    if os.geteuid() != 0:
        pytest.skip("only root can make a hub's users")
    if not (PROJECT / ".git").exists():
        pytest.skip("not a git checkout")
    if packages := [package for tool, package in TOOLS.items() if shutil.which(tool) is None]:
        pytest.skip(f"a hub needs more of this machine (Debian: apt install {' '.join(packages)})")
    if python_for_all() is None:
        pytest.skip("no Python here makes environments that all users can read (Debian: apt install python3-venv)")
    trial = ["npm", "view", "--fetch-retries=0", "configurable-http-proxy", "version"]
    if subprocess.run(trial, capture_output=True, check=False, timeout=SECONDS).returncode != 0:
        pytest.skip("no registry of npm's can be reached, from which to install JupyterHub's proxy")


def python_for_all() -> str | None:
    """Return a Python of a version that the page names, with which every user can make an environment."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    probe = "import ensurepip, platform, venv; print(platform.python_version())"
    for python in (getattr(sys, "_base_executable", None) or sys.executable, "/usr/bin/python3"):
        as_nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": [], "cwd": "/"}
        with suppress(OSError, subprocess.CalledProcessError):
            version = subprocess.run(
                [python, "-c", probe], capture_output=True, text=True, check=True, **as_nobody
            ).stdout
            if version.strip() in SpecifierSet(f"{project['requires-python']},<3.14"):
                return python
    return None


class User:
    """A user of the machine, with a server of their own on the hub."""

    def __init__(self, hub: "Hub", role: str):
        self.hub, self.role = hub, role
        self.name = f"{role}-{secrets.token_hex(4)}"
        self.home = hub.folder / "home" / self.name
        self.password = secrets.token_urlsafe()
        useradd = ["useradd", "--create-home", "--home-dir", self.home, "--shell", "/bin/bash"]
        subprocess.run([*useradd, self.name], check=True)
        subprocess.run(["chpasswd"], input=f"{self.name}:{self.password}", text=True, check=True)
        self.uid = pwd.getpwnam(self.name).pw_uid
        self.session = requests.Session()
        self.kernel = ""

    def log_in(self) -> None:
        """Log in with the password, as a browser does, get a token, and start a server and a kernel."""
        browser = requests.Session()
        login = f"{self.hub.address}/hub/login"
        browser.get(login, timeout=SECONDS)
        form = {"username": self.name, "password": self.password, "_xsrf": browser.cookies.get("_xsrf", path="/hub/")}
        browser.post(login, form, timeout=SECONDS, allow_redirects=False).raise_for_status()
        me = f"hub/api/users/{self.name}"
        browser.headers["X-XSRFToken"] = browser.cookies.get("_xsrf", path="/hub/")
        token = self.hub.ask(browser, "POST", f"{me}/tokens")["token"]
        self.session.headers["Authorization"] = f"token {token}"
        self.hub.ask(self.session, "POST", f"{me}/server")
        end = time.monotonic() + SECONDS
        while not self.hub.ask(self.session, "GET", me)["servers"].get("", {}).get("ready"):
            assert time.monotonic() < end, f"the server of {self.role} did not start"
            time.sleep(0.5)
        self.kernel = self.ask("POST", "api/kernels")["id"]

    def ask(self, method: str, path: str, body: Any = None, **arguments: str) -> Any:
        """Make a request of this user's server, and return the answer's JSON."""
        return self.hub.ask(self.session, method, f"user/{self.name}/{path}", body, **arguments)

    def call(self, function: Callable, *arguments: Any) -> Any:
        """Call a function in this user's kernel, with plain data, and return what it returns."""
        call = f"{function.__name__}(*json.loads({json.dumps(arguments, default=str)!r}))"
        printed = self.run(f"import json\n{inspect.getsource(function)}\nprint(json.dumps({call}))")
        return json.loads(printed.splitlines()[-1])

    def run(self, code: str) -> str:
        """Run code in this user's kernel, and return what it printed."""
        return asyncio.run(asyncio.wait_for(self._run(code), SECONDS))

    async def _run(self, code: str) -> str:
        address = f"{self.hub.address}/user/{self.name}/api/kernels/{self.kernel}/channels".replace("http", "ws", 1)
        connection = await websocket_connect(HTTPRequest(address, headers=dict(self.session.headers)))
        header = {"msg_id": secrets.token_hex(), "msg_type": "execute_request", "username": "", "session": ""}
        content = {"code": code, "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False}
        request = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
        await connection.write_message(json.dumps(request))
        printed = ""
        while True:
            said = json.loads(await connection.read_message())
            if said["parent_header"].get("msg_id") != header["msg_id"]:
                continue
            if said["msg_type"] == "stream" and said["content"]["name"] == "stdout":
                printed += said["content"]["text"]
            if said["msg_type"] == "error":
                raise AssertionError("\n".join(said["content"]["traceback"]))
            if said["msg_type"] == "status" and said["content"]["execution_state"] == "idle":
                connection.close()
                return printed

    def shell(self, command: str) -> str:
        """Run a shell's command in the home of this user, as in a terminal, and return what it wrote."""
        written = self.call(run_shell, command)
        assert written["status"] == 0, written["text"]
        return written["text"]


def run_shell(command):
    import subprocess
    from pathlib import Path

    done = subprocess.run(["bash", "-euc", command], cwd=Path.home(), text=True, capture_output=True)
    return {"status": done.returncode, "text": done.stdout + done.stderr}


class Hub:
    """What docs/jupyterhub.md sets up, in a folder of its own, with an instructor and students."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.environment, self.exchange = folder / "environment", folder / "exchange"
        self.address = ""
        self.users: list[User] = []

    def set_up(self, students: Sequence[str]) -> None:
        """Make the users, and run the page's commands: those of root and those of the instructor."""
        (self.folder / "home").mkdir()
        for role in ("instructor", *students):
            self.users.append(User(self, role))
        self.instructor = self.users[0]
        sections = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for title, user in (("Set up, as root", None), ("Set up, as the instructor", self.instructor.name)):
            (section,) = (s for s in sections if s.startswith(title))
            script = PREAMBLE + "".join(re.findall(r"^```sh\n(.*?)^```", section, re.MULTILINE | re.DOTALL))
            home = self.instructor.home if user else Path.home()
            done = subprocess.run(
                ["bash", "-c", self.here(script)],
                cwd=home,
                env=os.environ | {"PROJECT": str(PROJECT), "PYTHON": str(python_for_all()), "HOME": str(home)},
                text=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
                timeout=INSTALL_SECONDS,
                **({"user": user, "group": user, "extra_groups": []} if user else {}),
            )
            assert done.returncode == 0, done.stdout
        for path in self.environment.glob("etc/jupyter/*_config.py"):
            path.write_text(self.here(path.read_text(encoding="utf-8")), encoding="utf-8")

    def here(self, text: str) -> str:
        """Return a text of the page's, or of the files it names, with this hub's own places and instructor."""
        places = {
            "/home/instructor": self.instructor.home,
            "/home/*": f"{self.folder}/home/*",
            "instructor:": f"{self.instructor.name}:",
            "/opt/autoencoders": self.environment,
            "/srv/exchange": self.exchange,
            "/srv/jupyterhub": self.folder / "jupyterhub",
        }
        return re.sub("|".join(map(re.escape, places)), lambda found: str(places[found[0]]), text)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Start the hub on free ports, log everybody in, and stop it all in the end."""
        public, hub, proxy = free_ports(3)
        self.address = f"http://127.0.0.1:{public}"
        place = self.folder / "jupyterhub"
        (place / "config.py").write_text(
            f"load_subconfig('jupyterhub_config.py', path='{self.environment}/etc/jupyter')\n"
            f"c = get_config()\nc.JupyterHub.bind_url = '{self.address}'\n"
            f"c.JupyterHub.hub_bind_url = 'http://127.0.0.1:{hub}'\n"
            f"c.ConfigurableHTTPProxy.api_url = 'http://127.0.0.1:{proxy}'\n"
        )
        variables = {k: v for k, v in os.environ.items() if not k.startswith(("WORKBOOK_", "JUPYTER", "NBGRADER_"))}
        with (place / "log").open("w") as log:
            process = subprocess.Popen(
                # It ends also with a test that was killed.
                ["setpriv", "--pdeathsig", "TERM", self.environment / "bin" / "jupyterhub", "-f", "config.py"],
                cwd=place,
                env=variables,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            try:
                self._wait(process, place / "log")
                for user in self.users:
                    user.log_in()
                yield
            finally:
                process.terminate()
                try:
                    process.wait(SECONDS)
                finally:
                    process.kill()
                    print((place / "log").read_text(encoding="utf-8"))  # pytest shows it where a test failed

    def _wait(self, process: subprocess.Popen, log: Path) -> None:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and process.poll() is None:
            with suppress(requests.ConnectionError):
                if requests.get(f"{self.address}/hub/api", timeout=SECONDS).ok:
                    return
            time.sleep(0.2)
        raise AssertionError(f"JupyterHub did not start. It wrote:\n{log.read_text(encoding='utf-8')}")

    def ask(self, session: requests.Session, method: str, path: str, body: Any = None, **arguments: str) -> Any:
        """Make a request through the proxy, and return the answer's JSON."""
        answer = session.request(method, f"{self.address}/{path}", params=arguments, json=body, timeout=SECONDS)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text[:2000]}"
        return answer.json() if answer.text else None

    def remove(self) -> None:
        """Remove the users, with all that they still run."""
        for user in self.users:
            for process in psutil.process_iter(["uids"]):
                if process.info["uids"] and process.info["uids"].real == user.uid:
                    with suppress(psutil.NoSuchProcess):
                        process.kill()
            subprocess.run(["userdel", "--force", user.name], check=True, capture_output=True)


def free_ports(number: int) -> list[int]:
    """Return ports of this machine that nothing listens to."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(number)]
        return [s.getsockname()[1] for s in sockets]


@contextmanager
def hub(*students: str) -> Iterator[Hub]:
    """Set up a hub, run it, and leave nothing of it."""
    # Below a folder that everybody can enter, as pytest's own cannot be.
    folder = Path(tempfile.mkdtemp(prefix="workbook-hub-", dir="/var/tmp"))
    folder.chmod(0o755)
    made = Hub(folder)
    try:
        made.set_up(students)
        with made.running():
            yield made
    finally:
        made.remove()
        shutil.rmtree(folder)
