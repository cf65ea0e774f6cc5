"""Every page at both sizes, with the keyboard alone, and without scripts."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
PLAN = "/van-ban/118%2FKH-UBND@2025-05-15"
PAGES = {
    "home": "/",
    "search": "/?q=kinh+te+bien",
    "nothing": "/?q=zzzqqq",
    "ask": f"/hoi-dap?q={quote('nhiệm vụ nào thực hiện 15-NQ/TU')}",
    "ask box": "/hoi-dap",
    "documents": "/van-ban",
    "held": PLAN,
    "cited": "/van-ban/45-NQ%2FTW",
    "tasks": "/nhiem-vu",
    "tasks of a document": "/nhiem-vu?implements=15-NQ/TU",
    "unknown document": "/nhiem-vu?implements=999-XX/YY",
    "agencies": "/co-quan",
    "agency": f"/co-quan/{quote('Sở Tài chính')}",
    "projects": "/du-an",
    "indicators": "/chi-tieu",
    "findings": "/ra-soat",
    "guide": "/huong-dan",
    "missing": "/khong-co",
    "ambiguous": "/van-ban/118%2FKH-UBND",
}
OVERFLOW = "return [document.documentElement.scrollWidth, window.innerWidth]"
FAULTS = """
const faults = [];
if (document.documentElement.lang !== 'vi') faults.push('lang');
if (!document.title.includes('Vănmạch')) faults.push('title');
if (document.querySelectorAll('h1').length !== 1) faults.push('h1 ' + document.querySelectorAll('h1').length);
if (document.querySelectorAll('main').length !== 1) faults.push('main');
for (const field of document.querySelectorAll('input:not([type=hidden]), select'))
  if (!field.labels.length) faults.push('no label: ' + field.name);
for (const link of document.querySelectorAll('a'))
  if (!link.textContent.trim() && !link.getAttribute('aria-label')) faults.push('empty link: ' + link.href);
const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
for (const id of new Set(ids.filter((id, position) => ids.indexOf(id) !== position))) faults.push('id twice: ' + id);
for (const link of document.querySelectorAll('a[href^="#"]'))
  if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) faults.push('leads nowhere: ' + link.hash);
return faults;
"""


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("page", PAGES)
def test_no_page_scrolls_sideways_and_all_are_sound(address: str, browsers: Open, page: str, size: str) -> None:
    browser = browsers(size)
    browser.get(address + PAGES[page])
    width, window = browser.execute_script(OVERFLOW)
    assert width <= window
    assert browser.execute_script(FAULTS) == []
    problems = [
        entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE" and "status of 4" not in entry["message"]
    ]
    assert problems == []


CONTRAST = """
function parse(text) { const n = text.match(/[\\d.]+/g).map(Number); return n.length > 3 ? n : [...n, 1]; }
function light(c) { const [r, g, b] = c.slice(0, 3).map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
  return .2126 * r + .7152 * g + .0722 * b; }
function ground(element) { for (let e = element; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
  if (c[3] > 0) return c; } return [255, 255, 255, 1]; }
const low = new Set();
for (const element of document.querySelectorAll('body *')) {
  const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
  if (!own || !element.checkVisibility()) continue;
  const a = light(parse(getComputedStyle(element).color)), b = light(ground(element));
  const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  if (ratio < 4.5) low.add(element.tagName + '.' + element.className + ' ' + ratio.toFixed(2));
}
return [...low];
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["home", "search", "held", "tasks", "findings", "ask"])
def test_text_stands_out_from_its_ground(address: str, browsers: Open, page: str, scheme: str) -> None:
    browser = browsers("desk")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    browser.get(address + PAGES[page])
    ground = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    low = browser.execute_script(CONTRAST)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert (ground == "rgb(244, 246, 248)") == (scheme == "light")
    assert low == []


def test_search_with_the_keyboard_alone(address: str, browsers: Open) -> None:
    from selenium.webdriver import ActionChains, Keys

    browser = browsers("desk")
    browser.get(f"{address}/van-ban")
    ActionChains(browser).send_keys(Keys.TAB).perform()
    assert browser.switch_to.active_element.get_attribute("class") == "skip"
    ActionChains(browser).send_keys(Keys.TAB, Keys.TAB).perform()
    box = browser.switch_to.active_element
    assert box.get_attribute("name") == "q"
    outline = browser.execute_script("return getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    box.send_keys("kinh te bien", Keys.ENTER)
    hits = _wait(lambda: browser.find_elements("css selector", ".hits .hit"))
    assert hits
    assert browser.find_elements("css selector", ".hits mark")
    first = browser.find_element("css selector", ".hits h3 a")
    browser.execute_script("arguments[0].focus()", first)
    first.send_keys(Keys.ENTER)
    _wait(lambda: browser.find_elements("id", "cho-nay") or "/van-ban/" in browser.current_url)


def test_suggestions_by_arrow_keys(address: str, browsers: Open) -> None:
    from selenium.webdriver import Keys

    browser = browsers("desk")
    browser.get(address)
    box = browser.find_element("id", "q")
    box.send_keys("118")
    options = _wait(lambda: browser.find_elements("css selector", ".suggest [role=option]"))
    assert 1 <= len(options) <= 10
    assert box.get_attribute("aria-expanded") == "true"
    box.send_keys(Keys.ARROW_DOWN)
    chosen = browser.find_element("css selector", ".suggest [aria-selected=true]")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    box.send_keys(Keys.ESCAPE)
    assert box.get_attribute("aria-expanded") == "false"
    assert box.get_attribute("value") == "118"


def _wait(look: Callable[[], Any]) -> Any:
    for _ in range(100):
        found = look()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("it does not appear")


def test_everything_works_without_scripts(address: str, browsers: Open) -> None:
    browser = browsers("desk", scripts=False)
    browser.get(address)
    assert not browser.find_elements("css selector", ".suggest")
    box = browser.find_element("id", "q")
    box.send_keys("kế hoạch 118")
    browser.find_element("css selector", "button[type=submit]").click()
    link = _wait(lambda: browser.find_elements("css selector", ".hits h3 a"))[0]
    link.click()
    _wait(lambda: browser.find_elements("id", "toan-van"))
    browser.find_element("css selector", "#luoc-do summary").click()
    assert browser.find_element("css selector", "#luoc-do details[open] .evidence").is_displayed()
    browser.get(f"{address}/nhiem-vu")
    browser.find_element("id", "f-lead").send_keys("Sở Tài chính")
    browser.find_element("css selector", ".filters button").click()
    _wait(lambda: "lead=" in browser.current_url)
    assert browser.find_elements("css selector", ".tasks tbody tr")


def test_a_place_is_marked_and_in_sight(address: str, browsers: Open) -> None:
    with urllib.request.urlopen(f"{address}/api/v1/tasks?document={quote('118/KH-UBND@2025-05-15')}") as answer:
        place = json.load(answer)["items"][-1]["evidence"]
    browser = browsers("desk", scripts=False)
    browser.get(f"{address}{PLAN}?tu={place['start']}&den={place['end']}#cho-nay")
    mark = browser.find_element("id", "cho-nay")
    assert mark.text.split()[0] in place["text"]
    assert mark.rect["y"] >= 0
    assert mark.value_of_css_property("background-color") != "rgba(0, 0, 0, 0)"
