"""A headless Chromium and a running server over the sample documents; without a browser these tests say so and skip."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
)
SIZES = {"desk": (1366, 768), "phone": (390, 844)}
RUN = (sys.executable, "-c", "from search_api.cli import main; main()")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the sample documents, started as a user starts it."""
    folder = tmp_path_factory.mktemp("browser") / "kho"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VANMACH_")}
    subprocess.run([*RUN, "ingest", str(SAMPLE), "-w", str(folder)], check=True, env=environment, stdout=subprocess.DEVNULL)
    process = subprocess.Popen(
        [*RUN, "serve", "-w", str(folder), "--port", "8460"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        found = next(word for word in process.stdout.readline().split() if word.startswith("http://"))
        _wait_for(f"{found}readyz")
        yield found.rstrip("/")
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _wait_for(url: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(url, timeout=60):
                return
        except ConnectionError:
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")


Open = Callable[..., Any]


@pytest.fixture(scope="session")
def browsers() -> Iterator[Open]:
    """Opens browsers by size and by whether scripts run; each kind once."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("no chromium and chromedriver on this machine: the pages are not tried in a browser")
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed: the pages are not tried in a browser")
    from selenium.webdriver.chrome.service import Service

    opened: dict[tuple[str, bool], Any] = {}
    with tempfile.TemporaryDirectory() as home:

        def open_browser(size: str, scripts: bool = True) -> Any:
            if (size, scripts) not in opened:
                options = webdriver.ChromeOptions()
                for flag in (*FLAGS, f"--user-data-dir={home}/{size}{scripts}"):
                    options.add_argument(flag)
                if not scripts:
                    options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
                options.binary_location = chromium
                browser = webdriver.Chrome(options=options, service=Service(driver))
                width, height = SIZES[size]
                metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": size == "phone"}
                browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
                opened[size, scripts] = browser
            return opened[size, scripts]

        yield open_browser
        for browser in opened.values():
            browser.quit()
