package io.github.jupan.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.exception.AuthenticationException;
import io.github.jupan.agent.Budget;
import io.github.jupan.agent.Mode;
import io.github.jupan.sandbox.Execution.Completed;
import io.github.jupan.sandbox.Execution.Output;
import io.github.jupan.sandbox.Execution.PythonError;
import io.github.jupan.sandbox.Execution.Raised;
import io.github.jupan.server.HttpOptions.Access;
import io.github.jupan.server.HttpOptions.Place;
import io.github.jupan.testkit.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// The page in a browser, over a model that plays scripts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(1200)
class PageTest {

    private static final String TOKEN = "0123456789abcdef0123";
    private static final String LEAP = "How many leap years were there from 1900 through 2025?";

    /// Small, so that a document goes in parts.
    private static final int MESSAGE_BYTES = 100_000;

    private static final Duration TIME = Duration.ofMillis(12);

    private final PageModel model = new PageModel();
    private final PageSandbox sandbox = new PageSandbox();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Path folder = Path.of("");
    private Sessions sessions;
    private HttpDoor door;
    private Chromium page;
    private String address = "";

    @BeforeAll
    void open(@TempDir Path own) {
        folder = own;
        page = Chromium.open(folder);
        opened.push(page);
        sessions = new Sessions(
                model,
                sandbox,
                List.of(),
                new ServerLimits(100, 64, 4, 16L << 30, MESSAGE_BYTES, Duration.ofMinutes(5), Duration.ofSeconds(1)));
        door = HttpDoor.open(
                sessions, new HttpOptions(new Place.Port("127.0.0.1", 0), new Access.Token(TOKEN), Map.of()));
        opened.push(sessions);
        opened.push(door);
        address = "http://127.0.0.1:" + door.port();
        page.driver().get(address + door.visit());
    }

    /// Nothing was opened where there is no browser.
    @AfterAll
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @BeforeEach
    void begin() {
        page.resize(1280, 900);
        page.driver().get(address + "/");
        page.await("return document.getElementById('model').textContent === 'scripted:small'");
        List<String> _ = page.complaints();
    }

    private void ask(String text) {
        WebElement question = page.one("#question");
        page.script("arguments[0].value = arguments[1]", question, text);
        question.sendKeys(Keys.ENTER);
    }

    private void awaitEnd() {
        page.await("return !document.getElementById('send').classList.contains('stop')");
    }

    private static String call(String code) {
        return TestClient.JSON.createObjectNode().put("code", code).toString();
    }

    @Test
    void showsTheProgramItsResultAndWhereEachNumberComesFrom() throws Exception {
        String code = "years = [y for y in range(1900, 2026) if y % 4 == 0 and (y % 100 or y % 400 == 0)]\n"
                + "print('first', years[0])\nlen(years)";
        sandbox.running(code, new Completed("31", new Output("first 1904\n", ""), TIME));
        model.answering(
                LEAP,
                Mode.CODE,
                Script.turn().thenThink("1900 is a trap.").thenCall("1", "python", call(code)),
                Script.say("""
                    There were **31** leap years from 1900 on, and 77 is luck.

                    | a | b |
                    | --- | ---: |
                    | first | 1904 |

                    1. \\( \\frac{62}{2} \\)
                    2. [site](https://example.org/x)
                    """).counting(1234, 56));
        assertThat(page.driver().getCurrentUrl()).isEqualTo(address + "/");
        assertThat(page.script("return document.cookie")).isEqualTo("");

        ask(LEAP);
        awaitEnd();
        assertThat(page.text(".question")).isEqualTo(LEAP);
        assertThat(page.text(".thoughts")).isEqualTo("1900 is a trap.");
        assertThat(page.text(".program .source")).isEqualTo(code);
        assertThat(page.texts(".program .py-keyword")).contains("for", "in", "if", "and");
        assertThat(page.text(".program .output")).isEqualTo("first 1904\n");
        assertThat(page.text(".program .value code")).isEqualTo("31");
        assertThat(page.text(".program .state")).startsWith("ran for");
        assertThat(page.text(".answer strong")).isEqualTo("31");
        assertThat(page.texts(".answer td")).containsExactly("first", "1904");
        assertThat(page.one(".answer mfrac").getText()).contains("62");
        assertThat(page.one(".answer a").getDomAttribute("href")).isEqualTo("https://example.org/x");
        assertThat(page.text(".answer .place")).isEqualTo("example.org");
        assertThat(page.all(".answer .number.computed").map(each -> each.getDomAttribute("aria-label")))
                .contains("31, computed by program 1", "1904, computed by program 1");
        assertThat(page.texts(".answer .number.given")).contains("1900 (given)");
        assertThat(page.texts(".answer .number.neither")).contains("77 (neither)");
        assertThat(page.text(".facts .usage")).isEqualTo("1,244 → 61 tokens");
        page.await("return document.getElementById('total').textContent === '1,305 tokens, 0.0031 USD so far'");
        assertThat(page.text("#live")).startsWith("Answer: There were");

        page.click(".answer .number.computed");
        page.await("return document.activeElement.classList.contains('program')");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void showsWhatStreamsAndStopsIt() throws Exception {
        model.answering(
                "stream",
                Mode.CODE,
                Script.say("# Head\n\nfirst **bold** words\n\n```python\nfor i in range(3):\n    print(")
                        .then(new Script.Step.Hang()));
        ask("stream");
        assertThat(page.text(".work h3")).isEqualTo("Head");
        assertThat(page.text(".work strong")).isEqualTo("bold");
        assertThat(page.text(".program .py-keyword")).isEqualTo("for");
        assertThat(page.text(".status .doing")).isEqualTo("Writing program 1");
        assertThat(page.one("#send").getDomAttribute("aria-label")).isEqualTo("Stop");
        page.one("#question").sendKeys(Keys.ESCAPE);
        awaitEnd();
        assertThat(page.text(".answer .note")).isEqualTo("Stopped.");
        assertThat(page.text(".program .state")).isEqualTo("was not run");
        assertThat(page.text(".facts .usage")).isEqualTo("tokens not counted");
        assertThat(page.one("#total").getText()).isEmpty();
        page.click("#more");
        page.click("#export-markdown");
        assertThat(saved("stream.md")).endsWith("\n*tokens not counted*\n");
    }

    @Test
    void whatIsNotCountedIsNoFigure() throws Exception {
        Object texts = page.driver().executeAsyncScript("""
            const [done] = arguments;
            import('/page/dom.js').then(({usageText, time}) => done([
              [1000, 200, true], [1, 0, true], [1000, 200, false], [1000, 0, false], [0, 1, false], [0, 0, false],
            ].map(([input_tokens, output_tokens, known]) => usageText({input_tokens, output_tokens, known}))
              .concat([900, 1500, 119700].map(time))));\
            """);
        assertThat(texts)
                .isEqualTo(List.of(
                        "1,000 tokens read, 200 written",
                        "1 token read, 0 written",
                        "at least 1,000 tokens read, 200 written",
                        "at least 1,000 tokens read",
                        "at least 1 token written",
                        "tokens not counted",
                        "900 ms",
                        "1.5 s",
                        "2 min 0 s"));
    }

    @Test
    void countsTheTimeOfAQuestionAndListsItsConversationAtOnce() throws Exception {
        model.answering("a slow one", Mode.CODE, Script.hang());
        ask("a slow one");
        page.await("return document.querySelector('.status .doing')?.textContent === 'The model is at work'");
        page.await("return document.querySelector('#sessions [aria-current] .title')?.textContent === 'a slow one'");
        assertThat(page.one("#none").isDisplayed()).isFalse();
        assertThat(page.text("#live")).isEqualTo("The model is at work");
        page.script("""
            window.announced = 0;
            new MutationObserver(() => { window.announced++; })
              .observe(document.getElementById('live'), {childList: true, characterData: true, subtree: true});\
            """);
        page.await("return parseInt(document.querySelector('.status .passed').textContent) >= 1");
        page.await("return parseInt(document.querySelector('.status .passed').textContent) >= 2");
        assertThat(page.script("return window.announced")).isEqualTo(0L);
        assertThat(page.script("return document.querySelector('.status .passed').closest('[aria-live]')"))
                .isNull();
        page.one("#question").sendKeys(Keys.ESCAPE);
        awaitEnd();
        page.await("return document.querySelectorAll('#sessions [aria-current]').length === 1");
    }

    @Test
    void saysInWordsWhatWentWrong() throws Exception {
        model.answering("no key", Mode.CODE, Script.fail(new AuthenticationException("the key is wrong")));
        ask("no key");
        assertThat(page.text(".trouble"))
                .startsWith("The model cannot be asked. ")
                .contains("the key is wrong");
        awaitEnd();

        sandbox.running(
                "1 / 0",
                new Raised(
                        new PythonError("ZeroDivisionError", "division by zero", "Traceback: in line 1"),
                        Output.NONE,
                        TIME));
        model.answering(
                "broken",
                Mode.CODE,
                Script.turn().thenCall("1", "python", call("1 / 0")),
                Script.say("It cannot be done."));
        ask("broken");
        awaitEnd();
        assertThat(page.text(".raised summary")).isEqualTo("ZeroDivisionError: division by zero");
        assertThat(page.text(".raised pre")).contains("Traceback");
        assertThat(page.one(".program .state.raised").getCssValue("border-top-width"))
                .isEqualTo("0px");

        page.click("#model");
        page.one("#settings [name=model]").sendKeys("none");
        page.one("#settings [name=temperature]").sendKeys("0.5");
        page.one("#settings [name=temperature]").sendKeys(Keys.ESCAPE);
        page.click("#new");
        ask("anything");
        assertThat(page.text(".trouble"))
                .isEqualTo("The model cannot be asked. there is no model none; choose another");
        assertThat(page.one("#question").getDomProperty("value")).isEqualTo("anything");
        page.script("localStorage.clear()");
    }

    @Test
    void anEmptySettingSaysWhatHolds() {
        page.click("#open-settings");
        page.await("return document.querySelector('#settings [name=model]').placeholder === 'scripted:small'");
        assertThat(page.all("#settings :is(input, textarea)")
                        .map(each -> each.getDomAttribute("name") + ": " + each.getDomProperty("placeholder")))
                .containsExactly(
                        "model: scripted:small",
                        "temperature: 0.25",
                        "top_p: the model’s own",
                        "seed: the model’s own",
                        "max_tokens: 3,000",
                        "steps: 9",
                        "context: " + String.format(Locale.ROOT, "%,d", Budget.DEFAULT.contextTokens()),
                        "reasoning_effort: low",
                        "system: as the server has it");
        page.click("#settings > .close");
    }

    @Test
    void keepsConversations() throws Exception {
        model.answering("a first question", Mode.CODE, Script.say("An answer with 7."));
        model.answering("and 8 more", Mode.DIRECT, Script.say("15, as **told**."));
        ask("a first question");
        awaitEnd();
        page.script("document.querySelector('[name=mode][value=direct]').click()");
        ask("and 8 more");
        awaitEnd();
        String before = page.text("#conversation");
        page.driver().navigate().refresh();
        page.await("return document.querySelectorAll('.turn .facts').length === 2");
        assertThat(page.texts(".answer")).containsExactly("An answer with 7 (neither).", "15 (neither), as told.");
        assertThat(before).contains("An answer with 7");

        page.click("#more");
        page.click("#rename");
        page.one("#new-title").clear();
        page.one("#new-title").sendKeys("Sevens & <b>eights</b>", Keys.ENTER);
        page.await("return document.getElementById('title').textContent === 'Sevens & <b>eights</b>'");
        page.await(
                "return document.querySelector('#sessions [aria-current] .title').textContent === arguments[0]",
                "Sevens & <b>eights</b>");

        page.click("#more");
        page.click("#export-lines");
        String id = page.driver().getCurrentUrl().split("#", 2)[1];
        List<String> lines = saved("sevens-b-eights-b.jsonl").lines().toList();
        assertThat(lines)
                .hasSameElementsAs(
                        sessions.history(id).stream().map(ObjectNode::toString).toList());
        page.click("#more");
        page.click("#export-markdown");
        assertThat(saved("sevens-b-eights-b.md"))
                .startsWith("# Sevens & <b>eights</b>\n")
                .contains("> and 8 more\n", "15, as **told**.");

        page.click("#new");
        page.await("return !document.getElementById('welcome').hidden");
        page.script("[...document.querySelectorAll('#sessions button')].find(b =>"
                + " b.textContent.includes('Sevens')).click()");
        page.await("return document.querySelectorAll('.turn').length === 2");
        page.click("#more");
        page.click("#delete");
        page.click("#deleting .danger");
        page.await("return !document.getElementById('welcome').hidden");
        page.await("return !document.getElementById('sessions').textContent.includes('Sevens')");
        assertThat(sessions.list()).noneMatch(each -> each.id().equals(id));
    }

    private String saved(String name) throws IOException, InterruptedException {
        Path file = folder.resolve("saved").resolve(name);
        while (!Files.exists(file) || Files.size(file) == 0) {
            Thread.sleep(50);
        }
        return Files.readString(file);
    }

    @Test
    void takesDocumentsByteForByte() throws Exception {
        model.answering("look", Mode.CODE, Script.say("Seen."));
        String text = "\uFEFF" + "고래 🐋\r\n".repeat(7_000);
        Path book = Files.writeString(folder.resolve("book <b>.txt"), text);
        Path wrong = Files.write(folder.resolve("wrong.txt"), new byte[] {(byte) 0xff, 1});
        page.one("#files").sendKeys(book + "\n" + wrong);
        assertThat(page.text("#documents .refused")).contains("wrong.txt", "is no text in UTF-8");
        assertThat(page.text("#documents .name")).isEqualTo("book <b>.txt");
        assertThat(page.text("#documents .size")).isEqualTo("91 kB");
        page.script("""
            const files = new DataTransfer();
            files.items.add(new File(['dropped'], 'note.txt'));
            for (const kind of ['dragenter', 'dragover', 'drop']) {
              document.body.dispatchEvent(new DragEvent(kind, {dataTransfer: files, bubbles: true, cancelable: true}));
            }\
            """);
        page.await("return document.querySelectorAll('#documents .name').length === 2");
        ask("look");
        awaitEnd();
        String id = page.driver().getCurrentUrl().split("#", 2)[1];
        assertThat(sessions.find(id).documents()).isEqualTo(Map.of("book <b>.txt", text, "note.txt", "dropped"));
        assertThat(page.texts("#documents .name")).isEmpty();
    }

    @Test
    void showsATextAsTokensAndAQuestionThreeWays() throws Exception {
        page.click("#open-tokens");
        page.await("return document.querySelectorAll('#tokens-shown li').length === 3");
        assertThat(page.texts("#tokens-shown .piece")).containsExactly("ub", "iqu", "itous");
        assertThat(page.text("#tokens-count")).isEqualTo("3 tokens, 10 characters");
        page.one("#tokens-text").sendKeys(Keys.ESCAPE);

        sandbox.running("17 * 23", new Completed("391", Output.NONE, TIME));
        model.answering("17 * 23", Mode.DIRECT, Script.say("It is 400.").counting(20, 4));
        model.answering(
                "17 * 23",
                Mode.THINK,
                Script.say("20 times 17 is 340. It is 391.").counting(30, 12));
        model.answering(
                "17 * 23",
                Mode.CODE,
                Script.turn().thenCall("1", "python", call("17 * 23")).counting(40, 9),
                Script.say("It is 391.").counting(50, 5));
        page.click("#open-compare");
        page.one("#compare textarea").sendKeys("17 * 23", Keys.ENTER);
        page.await("return document.querySelectorAll('#compare .facts').length === 3");
        assertThat(page.text("#compare-direct .answer")).isEqualTo("It is 400 (neither).");
        assertThat(page.text("#compare-direct .cost")).contains("20 tokens read, 4 written");
        assertThat(page.text("#compare-think .answer")).contains("391 (neither)");
        assertThat(page.text("#compare-code .answer button")).isEqualTo("391");
        assertThat(page.text("#compare-code .cost")).contains("90 tokens read, 14 written");
        page.await("return document.getElementById('compare-ask').textContent === 'Ask all three'");
        assertThat(sessions.list()).noneMatch(each -> each.title().equals("17 * 23"));
    }

    @Test
    void aHostileAnswerDoesNothing() throws Exception {
        String hostile = """
            <script>window.hacked = 1</script><img src=x onerror="window.hacked = 1"><iframe src="//evil.example"></iframe>
            [one](javascript:window.hacked=1) [two](JaVaScRiPt&#58;alert(1)) [three](data:text/html,<script>1</script>)
            [bank.example](https://evil.example/a"onclick="window.hacked=1) ![pixel](https://evil.example/p.png) <javascript:1>
            <https://evil.example/"><b onclick=window.hacked=1>x</b> https://evil.example/<script>
            \u202Egnp.exe\u2066 zero\u200Bwidth \u001B[2J \uDB40\uDC41tag \uFDD0\uFDE0\uFDD1nine 9\uFDD2 lone \uD83D

            | <img src=x onerror=window.hacked=1> | `<script>` |
            | --- | --- |
            | [x](vbscript:1) | \\( \\href{javascript:1}{x} <script>window.hacked=1</script> \\) |

            ```<script>window.hacked=1</script>
            </code></pre><script>window.hacked=1</script>
            ```
            > - [ ] <svg onload=window.hacked=1>
            """;
        String code = "print('<img src=x onerror=window.hacked=1>') # \u202E";
        String script = "<script>window.hacked=1</script>";
        sandbox.running(
                code,
                new Raised(
                        new PythonError(script, script, script),
                        new Output("<img src=x onerror=window.hacked=1>\u001B[2J\u202E", ""),
                        TIME));
        model.answering(
                "<img src=x onerror=window.hacked=1>\u202E",
                Mode.CODE,
                Script.turn().thenThink("<script>window.hacked=1</script>").thenCall("1", "python", call(code)),
                Script.say(hostile + "9"));
        ask("<img src=x onerror=window.hacked=1>\u202E");
        awaitEnd();
        assertThat(page.text(".answer"))
                .contains("window.hacked = 1", "U+202E", "U+200B", "U+001B", "U+E0041", "U+2066");
        assertThat(page.text(".question")).contains("<img src=x", "U+202E");
        assertThat(page.text(".program .output")).contains("<img src=x", "U+001B", "U+202E");
        assertThat(page.script("""
            return [...document.querySelectorAll('script, img, iframe, svg, object, embed, base, meta[http-equiv], link')]
              .filter(e => e.closest('#conversation, #sessions, #title')).length\
            """)).isEqualTo(0L);
        assertThat(page.all(".answer a").map(each -> each.getDomProperty("protocol")))
                .isNotEmpty()
                .allMatch("https:"::equals);
        assertThat(page.texts(".answer .place")).contains("evil.example");
        assertThat(page.script("""
            return [...document.querySelectorAll('#conversation *')]
              .flatMap(e => e.getAttributeNames()).filter(name => name.startsWith('on') || name === 'style').length\
            """)).isEqualTo(0L);
        assertThat(page.script("""
            return performance.getEntriesByType('resource').map(e => e.name)
              .filter(name => !name.startsWith(location.origin) && !name.startsWith('ws://' + location.host)).length\
            """)).isEqualTo(0L);
        // And were there a hole, the policy would be behind it.
        assertThat(page.script("""
            const made = document.createElement('b');
            let refused = 0;
            try { made.setAttribute('onclick', 'window.hacked = 1'); } catch (policy) { refused++; }
            try { made.innerHTML = '<i>x</i>'; } catch (policy) { refused++; }
            const script = document.createElement('script');
            try { script.text = 'window.hacked = 1'; document.body.append(script); } catch (policy) { refused++; }
            return refused\
            """)).isEqualTo(3L);
        assertThat(page.script("return window.hacked === undefined")).isEqualTo(true);
    }

    @Test
    void alongAnswerStaysInProportion() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 200_000; i++) {
            text.append("Paragraph ")
                    .append(i)
                    .append(" has **some** `code` and a [link](https://example.org/")
                    .append(i)
                    .append(").\n\n- one\n- two\n\n```python\nprint(")
                    .append(i)
                    .append(")\n```\n\n");
        }
        model.answering("long", Mode.DIRECT, Script.say(text + "The end."));
        page.script("document.querySelector('[name=mode][value=direct]').click()");
        ask("long");
        awaitEnd();
        assertThat(page.one(".answer").getDomProperty("textContent"))
                .endsWith("The end.")
                .hasSizeGreaterThan(100_000);
        page.script("import('/page/stream.js').then(module => { window.read = module.MarkdownStream.read; })");
        assertThat(((Number) page.await("return window.read")).longValue())
                .as("characters read while it streamed")
                .isLessThan(20L * text.length());

        for (String piece : List.of(
                "*",
                "_a ",
                "**a",
                "[",
                "[](",
                "![a](",
                "`",
                "``a` ",
                "<",
                "<https://",
                "> ",
                "- ",
                "1. ",
                "|",
                "|-|\n",
                "\\(",
                "$",
                "$a",
                "~~",
                "&",
                "# ",
                "```\n",
                "a\n",
                "\t",
                "\\",
                "((",
                "http://",
                "=\n",
                "'''",
                "\\frac{")) {
            Object nodes = page.driver().executeAsyncScript("""
                const [piece, done] = arguments;
                Promise.all([import('/page/markdown.js'), import('/page/python.js')]).then(([markdown, python]) => {
                  const place = document.createElement('div');
                  const text = piece.repeat(200000 / piece.length);
                  for (const block of markdown.blocks(text)) place.append(markdown.render(block));
                  python.addPython(place, text.slice(0, 50000));
                  done(place.childNodes.length);
                }).catch(failure => done(String(failure)));\
                """, piece);
            assertThat(nodes).as(piece).isInstanceOf(Long.class);
        }
    }

    @Test
    void opensAReportInAFrameThatReachesNothing() throws Exception {
        page.script("""
            const files = new DataTransfer();
            files.items.add(new File([arguments[0]], 'report.html', {type: 'text/html'}));
            for (const kind of ['dragenter', 'dragover', 'drop']) {
              document.body.dispatchEvent(new DragEvent(kind, {dataTransfer: files, bubbles: true, cancelable: true}));
            }\
            """, """
            <!doctype html><html><head><title>small: practice</title><style>h1 { color: rgb(1, 2, 3) }</style>
            <script>parent.hacked = document.hacked = 1</script></head><body onload="document.hacked = 1"><h1>small</h1>
            <img src=x onerror="document.hacked = 1"><img src="https://evil.example/p.png"><svg><rect width="1"/></svg>
            <a href="https://evil.example" target="_top">x</a></body></html>
            """);
        WebElement frame = page.one("#report iframe");
        page.driver().switchTo().frame(frame);
        try {
            assertThat(page.text("h1")).isEqualTo("small");
            assertThat(page.one("h1").getCssValue("color")).contains("1, 2, 3");
            assertThat(page.script(
                            "return [origin, document.hacked === undefined, document.querySelector('svg') !== null]"))
                    .isEqualTo(List.of("null", true, true));
        } finally {
            page.driver().switchTo().defaultContent();
        }
        assertThat(page.script("return window.hacked === undefined")).isEqualTo(true);
        assertThat(page.texts("#documents li")).isEmpty();
    }

    @Test
    void isLightAndSaysWhatEachControlIs() {
        Object bytes = page.await("""
            return [...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]
              .reduce((sum, each) => sum + each.transferSize, 0)\
            """);
        System.out.println("the page: " + bytes + " bytes in all, first paint after "
                + page.script("return Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime)")
                + " ms");
        assertThat(((Number) bytes).longValue()).isBetween(20_000L, 250_000L);

        for (String opener : List.of("#open-settings", "#open-tokens", "#open-compare", "#open-report")) {
            page.click(opener);
            assertThat(page.all("dialog[open] :is(button, input, textarea, select)")
                            .filter(WebElement::isDisplayed))
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(each.getAccessibleName()).isNotBlank());
            assertThat(page.one("dialog[open]").getAccessibleName()).isNotBlank();
            assertThat(page.script("""
                return [...document.querySelectorAll('dialog[open] *')]
                  .flatMap(each => ['::before', '::after'].map(part => getComputedStyle(each, part).content))
                  .filter(content => !['none', 'normal'].includes(content)).join()\
                """)).as("what the style adds to %s", opener).isEqualTo("");
            page.click("dialog[open] > .close");
        }
        assertThat(page.all("body > nav button, main button, main textarea, main input")
                        .filter(WebElement::isDisplayed))
                .hasSizeGreaterThan(5)
                .allSatisfy(each -> assertThat(each.getAccessibleName()).isNotBlank());

        page.script("document.activeElement.blur()");
        page.one("body").sendKeys("/");
        assertThat(page.script("return document.activeElement.id")).isEqualTo("question");
    }

    @Test
    void fitsAPhone() {
        Map<String, Object> metrics = Map.of("width", 360, "height", 740, "deviceScaleFactor", 1, "mobile", true);
        page.driver().executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics);
        String wide = "wide " + "x".repeat(300);
        model.answering(
                wide, Mode.CODE, Script.say("| a | b |\n|-|-|\n| " + wide + " | 1 |\n\n```\n" + wide + "\n```\n"));
        try {
            ask(wide);
            awaitEnd();
            assertThat(page.script("return document.scrollingElement.scrollWidth"))
                    .isEqualTo(360L);
            assertThat(page.script("return document.querySelector('main').scrollWidth"))
                    .isEqualTo(360L);
            assertThat(page.one("#open-compare").isDisplayed()).isFalse();
            page.click("#open-side");
            assertThat(page.one("#open-compare").isDisplayed()).isTrue();
            page.click("#open-compare");
            assertThat(page.script("return document.querySelector('#compare').scrollWidth <= 360"))
                    .isEqualTo(true);
        } finally {
            page.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }
}
