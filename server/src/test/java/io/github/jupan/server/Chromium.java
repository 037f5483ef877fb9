package io.github.jupan.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.http.ClientConfig;

/// Debian's Chromium, without a window. Where there is none, the tests are skipped, and say so.
final class Chromium implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /// @param folder for what it downloads and keeps
    static Chromium open(Path folder) {
        Path browser = Path.of("/usr/bin/chromium");
        Path chromedriver = Path.of("/usr/bin/chromedriver");
        assumeTrue(
                Files.isExecutable(browser) && Files.isExecutable(chromedriver),
                "the page is not tested: there is no Chromium here (apt-get install chromium chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,900",
                "--user-data-dir=" + folder.resolve("profile"));
        options.setExperimentalOption(
                "prefs",
                Map.of("download.default_directory", folder.resolve("saved").toString()));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        // Its builder is annotated with what is not there: the compiler would warn.
        System.setProperty(ChromeDriverService.CHROME_DRIVER_EXE_PROPERTY, chromedriver.toString());
        ChromeDriverService service = ChromeDriverService.createDefaultService();
        ChromeDriver driver =
                new ChromeDriver(service, options, ClientConfig.defaultConfig().readTimeout(PATIENCE.plusMinutes(1)));
        driver.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
        return new Chromium(driver);
    }

    ChromeDriver driver() {
        return driver;
    }

    @Nullable
    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /// The text of the first element of this selector, once it has one.
    String text(String selector) {
        return await("return document.querySelector(arguments[0])?.textContent", selector)
                .toString();
    }

    List<String> texts(String selector) {
        return all(selector)
                .map(each -> String.valueOf(each.getDomProperty("textContent")))
                .toList();
    }

    WebElement one(String selector) {
        await("return document.querySelector(arguments[0]) !== null", selector);
        return driver.findElement(By.cssSelector(selector));
    }

    Stream<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream();
    }

    void click(String selector) {
        one(selector).click();
    }

    /// Until the script gives something that is not false, null, 0 or empty.
    Object await(String script, Object... arguments) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Object found = driver.executeScript(script, arguments);
            if (found != null && !found.equals(false) && !found.equals(0L) && !found.equals("")) {
                return found;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("in vain: " + script + " with " + List.of(arguments) + " in "
                        + driver.executeScript("return document.body.innerText.slice(0, 3000)"));
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /// What the browser had to say: refused by the policy, not found, thrown by a script.
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
