"""The site as it is really served: one command, one port, and an end when it is told to end."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

KEY = "k3y-" * 20 + "0123456789"
PATIENCE = 60  # seconds until a start counts as failed, on a busy machine too


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(port: int, folder: str) -> subprocess.Popen[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from gongkai.cli.main import main; main()",
            "site",
            "serve",
            "--no-work",
            "--port",
            str(port),
        ],
        env={**environ, "GONGKAI_SECRET_KEY": KEY, "GONGKAI_VAR_DIR": folder, "GONGKAI_UPLOAD_LIMIT_MB": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def answer(port: int, method: str, path: str, body: bytes = b"") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, path, body)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def end(process: subprocess.Popen[str]) -> None:
    """End the server as a service manager does; a killed one would leave its worker behind."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()


def wait_until_served(port: int, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            answer(port, "GET", "/check/")
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    end(process)
    pytest.fail(f"not served: {process.communicate()}")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    port = free_port()
    with serve(port, str(tmp_path_factory.mktemp("var"))) as process:
        wait_until_served(port, process)
        yield port, process
        end(process)


def test_the_checker_is_there_without_a_database(served):
    status, page = answer(served[0], "GET", "/check/")
    assert status == 200
    assert "年度报告" in page


def test_the_files_of_the_packages_are_there(served):
    assert answer(served[0], "GET", "/static/site/base.css")[0] == 200


def test_a_browser_that_sends_too_much_reads_why(served):
    status, page = answer(served[0], "POST", "/check/", b"0" * (5 * 1024 * 1024))
    assert status == 413
    assert "超过了 1 MB" in page


def test_a_port_in_use_is_told_with_a_way_out(served, tmp_path):
    with serve(served[0], str(tmp_path)) as second:
        said = second.communicate(timeout=PATIENCE)[1]
    assert second.returncode == 1
    assert f"端口 {served[0]} 上启动" in said
    assert "--port" in said


def test_the_server_says_where_it_is_and_ends_when_told(tmp_path):
    port = free_port()
    with serve(port, str(tmp_path)) as process:
        wait_until_served(port, process)
        process.send_signal(signal.SIGTERM)
        said, complained = process.communicate(timeout=PATIENCE)
    assert said == f"网站已启动：http://127.0.0.1:{port}/，按 Ctrl+C 停止。\n"
    assert complained == ""
    with pytest.raises(ConnectionRefusedError):
        answer(port, "GET", "/check/")
