package io.ecsim.reports.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** One page in the browser, and what a person does with it. */
public final class Tab {
    private static final int TRIES = 300;
    private static final int PAUSE_MILLIS = 20;

    private final Chromium browser;
    private final String session;

    Tab(Chromium browser, String session) {
        this.browser = browser;
        this.session = session;
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** Loads a file and waits until it is there. */
    public void load(Path page) {
        call("Page.navigate", Map.of("url", page.toUri().toString()));
        waitFor("location.protocol === 'file:' && document.readyState === 'complete'");
    }

    /** The size of the window; narrow ones are phones with a touch screen. */
    public void size(int width, int height) {
        boolean phone = width < 600;
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
        call("Emulation.setTouchEmulationEnabled", Map.of("enabled", phone));
    }

    /** The reader's setting, {@code light} or {@code dark}. */
    public void theme(String theme) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    /** Whether the page may run its script. */
    public void script(boolean allowed) {
        call("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    }

    /** The value of an expression. */
    public JsonNode eval(String expression) {
        JsonNode answer = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.at("/result/value");
    }

    /** Waits until an expression is true. */
    public void waitFor(String expression) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            if (eval(expression).asBoolean()) {
                return;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + expression, e);
            }
        }
        throw new IllegalStateException("never true: " + expression);
    }

    /** Scrolls an element into the middle of the window; returns the place at these shares of its width and height. */
    public double[] place(String selector, double across, double down) {
        JsonNode box = eval("(() => { const e = document.querySelector(" + quoted(selector) + ");"
                + "e.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'});"
                + "const b = e.getBoundingClientRect(); return [b.left, b.top, b.width, b.height]; })()");
        // Scrolling is told to the page with its next frame, and what is shown then is put away.
        call(
                "Runtime.evaluate",
                Map.of(
                        "expression",
                        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))",
                        "awaitPromise",
                        true));
        return new double[] {
            box.get(0).asDouble() + across * box.get(2).asDouble(),
            box.get(1).asDouble() + down * box.get(3).asDouble()
        };
    }

    /** Moves the mouse to a share of an element's width and height. */
    public void point(String selector, double across, double down) {
        mouse("mouseMoved", place(selector, across, down));
    }

    /** Gives an element the focus of the keyboard. */
    public void focus(String selector) {
        place(selector, 0.5, 0.5);
        eval("document.querySelector(" + quoted(selector) + ").focus({preventScroll: true})");
    }

    /** Clicks into the middle of an element. */
    public void click(String selector) {
        double[] place = place(selector, 0.5, 0.5);
        mouse("mouseMoved", place);
        mouse("mousePressed", place);
        mouse("mouseReleased", place);
    }

    /** Drags from one share of an element's width to another. */
    public void drag(String selector, double from, double to) {
        double[] start = place(selector, from, 0.5);
        double[] end = place(selector, to, 0.5);
        mouse("mouseMoved", start);
        mouse("mousePressed", start);
        mouse("mouseMoved", (start[0] + end[0]) / 2, end[1]);
        mouse("mouseMoved", end);
        mouse("mouseReleased", end);
    }

    /** Taps with a finger. */
    public void tap(String selector, double across, double down) {
        double[] place = place(selector, across, down);
        call("Input.dispatchTouchEvent", Map.of("type", "touchStart", "touchPoints", points(place)));
        call("Input.dispatchTouchEvent", Map.of("type", "touchEnd", "touchPoints", List.of()));
    }

    /** Presses a key that writes nothing, such as {@code ArrowRight} or {@code Enter}. */
    public void press(String key, int code) {
        String text = key.equals("Enter") ? "\r" : "";
        call(
                "Input.dispatchKeyEvent",
                Map.of(
                        "type",
                        text.isEmpty() ? "rawKeyDown" : "keyDown",
                        "key",
                        key,
                        "text",
                        text,
                        "windowsVirtualKeyCode",
                        code));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
    }

    /** Writes into what has the focus. */
    public void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /** Keeps what the window shows, or the whole page, as PNG. */
    public void screenshot(Path file, boolean whole) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        String data = call("Page.captureScreenshot", Map.of("captureBeyondViewport", whole))
                .path("data")
                .asText();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** Everything that went wrong in the page: messages of the console that are errors or warnings, and exceptions. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (JsonNode event : browser.events(session)) {
            String method = event.path("method").asText();
            String level = event.at("/params/entry/level").asText()
                    + event.at("/params/type").asText();
            boolean message = method.equals("Log.entryAdded") || method.equals("Runtime.consoleAPICalled");
            if (method.equals("Runtime.exceptionThrown") || (message && level.matches("error|warning|assert"))) {
                complaints.add(event.toString());
            }
        }
        return complaints;
    }

    /** Every address that the page asked for. */
    public List<String> requests() {
        return browser.events(session).stream()
                .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
                .map(event -> event.at("/params/request/url").asText())
                .toList();
    }

    private void mouse(String type, double... place) {
        call(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        type,
                        "x",
                        place[0],
                        "y",
                        place[1],
                        "button",
                        type.equals("mouseMoved") ? "none" : "left",
                        "buttons",
                        type.equals("mousePressed") ? 1 : 0,
                        "clickCount",
                        type.equals("mouseMoved") ? 0 : 1));
    }

    private static List<Map<String, Object>> points(double... place) {
        return List.of(Map.of("x", place[0], "y", place[1]));
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        return browser.call(session, method, parameters);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "\\'") + "'";
    }
}
