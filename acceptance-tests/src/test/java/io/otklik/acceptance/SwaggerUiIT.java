package io.otklik.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.path.json.JsonPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Swagger UI in a real Chromium, where one is installed with its driver (Debian: {@code chromium-driver}). */
@ExtendWith(Suite.class)
class SwaggerUiIT {

    private ChromeDriver browser;

    @BeforeEach
    void open() {
        Optional<File> driver = installed("chromedriver");
        Optional<File> chromium = Stream.of("chromium", "google-chrome", "chromium-browser")
                .flatMap(name -> installed(name).stream())
                .findFirst();
        assumeTrue(driver.isPresent() && chromium.isPresent(), "no Chromium with its driver");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .setBinary(chromium.get())
                // the sandbox is not for root, which containers run tests as
                .addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1200,1600");
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.get())
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    private static Optional<File> installed(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, command).toFile())
                .filter(File::canExecute)
                .findFirst();
    }

    @Test
    void operation_isTriedWithAPastedToken() throws IOException {
        Someone person = Someone.registered();
        browser.get(Suite.running().publicUrl() + "/api/v1/schema/swagger-ui/");

        click(".auth-wrapper .authorize");
        find("#auth-bearer-value").sendKeys(person.token());
        click("form:has(#auth-bearer-value) button[type=submit]");
        click(".auth-container .btn-done");
        click("#operations-tag-techsupport");
        click(".opblock-get:has([data-path='/api/v1/users/me/']) .opblock-summary-control");
        click(".opblock-get .execute");

        WebElement status = find(".live-responses-table .response .response-col_status");
        new Actions(browser).scrollToElement(find(".live-responses-table")).perform();
        Files.write(
                Suite.running().root().resolve("acceptance-tests/target/swagger-ui.png"),
                browser.getScreenshotAs(OutputType.BYTES));
        assertEquals("200", status.getText().strip().split("\\s")[0]);
        assertTrue(find(".live-responses-table .response .response-col_description")
                .getText()
                .contains(person.username()));
        assertEquals(List.of(), complaints());
        List<String> asked = asked();
        assertFalse(asked.isEmpty());
        assertEquals(
                List.of(),
                asked.stream()
                        .filter(url -> !url.startsWith(Suite.running().publicUrl() + "/") && !url.startsWith("data:"))
                        .toList());
    }

    /** Errors of scripts, what the page's policy forbade, and parts that could not be loaded. */
    private List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Every address that the page asked. */
    private List<String> asked() {
        return browser.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> JsonPath.from(entry.getMessage()))
                .filter(event -> event.getString("message.method").equals("Network.requestWillBeSent"))
                .map(event -> event.getString("message.params.request.url"))
                .filter(Objects::nonNull)
                .toList();
    }

    private WebElement find(String selector) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> browser.findElement(By.cssSelector(selector)), WebElement::isDisplayed);
    }

    /** When it is there and nothing lies over it. */
    private void click(String selector) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> {
                    browser.findElement(By.cssSelector(selector)).click();
                    return true;
                });
    }
}
