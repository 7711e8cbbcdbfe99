package org.hawiya.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;

import org.hawiya.app.database.EmbeddedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The interactive demo, clicked through in a browser in both languages; the pictures go to
 * target/screenshots.
 */
class BrowserTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @TempDir static Path folder;

    private static DemoProcess demo;

    @BeforeAll
    static void startDemo() throws Exception {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "no browser: apt-get install chromium chromium-driver");
        Files.createDirectories(SCREENSHOTS);
        demo = DemoProcess.launch(folder, DemoProcess.freeOffset(), 2).awaitReady();
    }

    @AfterAll
    static void stopDemo() throws Exception {
        if (demo != null) {
            demo.close();
            EmbeddedDatabase.stopLeftover(folder);
        }
    }

    @Test
    void theDemoPrintsAtMostFifteenLines() {
        assertThat(demo.printed().stream().filter(line -> !line.startsWith("WARNING")))
                .hasSizeLessThanOrEqualTo(15)
                .anyMatch(line -> line.contains(demo.ports().eServiceAddress().toString()))
                .anyMatch(line -> line.contains("Ctrl-C"))
                .anyMatch(line -> line.contains("--wipe"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void aResidentSignsInWithCardAndFinger(String language) throws IOException {
        try (Browser browser = new Browser(language)) {
            browser.toReader();
            browser.click("#insert");
            browser.see("#matching-code");
            browser.look("reader-consent");
            browser.click("#accept");
            browser.click("#back");
            browser.toPermit();
            browser.look("e-service-permit");
            assertThat(browser.text("main")).contains("784-");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void anotherPersonsFingerIsRefusedAndTheTriesAreShown(String language) throws IOException {
        try (Browser browser = new Browser(language)) {
            browser.toReader();
            browser.click("#insert");
            browser.see("#matching-code");
            browser.choose("person", "stranger");
            browser.click("#accept");
            browser.see("#finger-again");
            browser.look("reader-again");
            browser.click("#stop");
            browser.click("#back");
            browser.look("gateway-failed");
            assertThat(browser.attribute("#failure", "data-failure"))
                    .isEqualTo("FINGER_NOT_MATCHED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void theStaffSeesItsPages(String language) throws Exception {
        leaveACaseOpen();
        for (String role : List.of("operator", "examiner")) {
            try (Browser browser = new Browser(language)) {
                browser.open(demo.ports().enrollmentAddress().resolve("/?lang=" + language));
                browser.see("input[name=username]");
                browser.look("enrolment-login");
                browser.type("input[name=username]", role);
                browser.type("input[name=password]", demo.secret("staff"));
                browser.click("main form button");
                browser.open(demo.ports().enrollmentAddress().resolve("/?lang=" + language));
                browser.see("main h1");
                browser.look("enrolment-" + role);
                assertThat(browser.attribute("html", "lang")).isEqualTo(language);
                assertThat(browser.attribute("html", "dir"))
                        .isEqualTo(language.equals("ar") ? "rtl" : "ltr");
            }
        }
    }

    /** The first resident comes again: something for the examiner to look at. */
    private static void leaveACaseOpen() throws IOException {
        try (RegistrationDesk desk = demo.desk()) {
            RegistrationDesk.Application application = desk.apply(Biography.pretended(0));
            EnrolmentChapter.capture(
                    desk, application, new SyntheticCast(1).players().getFirst(), 2);
            assertThat(EnrolmentChapter.submitted(desk, application).status())
                    .isEqualTo("UNDER_EXAMINATION");
        }
    }

    /**
     * A browser that speaks one language, looks at every page it is told to, and fails on what axe
     * finds there.
     */
    private static final class Browser implements AutoCloseable {
        private final WebDriver driver;
        private final WebDriverWait wait;
        private final String language;

        Browser(String language) {
            this.language = language;
            ChromeOptions options = new ChromeOptions();
            options.setBinary(CHROMIUM.toString());
            options.setAcceptInsecureCerts(true);
            options.addArguments(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-dev-shm-usage",
                    "--accept-lang=" + language);
            this.driver =
                    new ChromeDriver(
                            new ChromeDriverService.Builder()
                                    .usingDriverExecutable(DRIVER.toFile())
                                    .build(),
                            options);
            driver.manage().window().setSize(new Dimension(1100, 1000));
            this.wait = new WebDriverWait(driver, PATIENCE);
        }

        /** From the e-service over the gateway's question to the reader desk. */
        void toReader() throws IOException {
            open(demo.ports().eServiceAddress().resolve("/?lang=" + language));
            look("e-service");
            click("#sign-in");
            see("button[value=accept]");
            look("gateway-asked");
            click("button[value=accept]");
            see("#relay a");
            look("gateway-card");
            click("#relay a");
            see("#insert");
            look("reader-card");
        }

        /** The gateway's page goes on by itself or by its button, whichever comes first. */
        void toPermit() {
            String eService = demo.ports().eServiceAddress().toString();
            wait.until(now -> {
                if (driver.getCurrentUrl() != null && driver.getCurrentUrl().startsWith(eService)) {
                    return true;
                }
                driver.findElements(By.cssSelector("#continue button")).stream()
                        .findFirst()
                        .ifPresent(WebElement::click);
                return false;
            });
        }

        void open(URI address) {
            driver.get(address.toString());
        }

        void see(String selector) {
            wait.until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(selector)));
        }

        void click(String selector) {
            wait.until(ExpectedConditions.elementToBeClickable(By.cssSelector(selector))).click();
        }

        void type(String selector, String text) {
            driver.findElement(By.cssSelector(selector)).sendKeys(text);
        }

        void choose(String id, String value) {
            new Select(driver.findElement(By.id(id))).selectByValue(value);
        }

        String text(String selector) {
            return driver.findElement(By.cssSelector(selector)).getText();
        }

        String attribute(String selector, String name) {
            return String.valueOf(
                    driver.findElement(By.cssSelector(selector)).getDomAttribute(name));
        }

        /**
         * Takes a picture and asks axe, in the page itself: the other way opens a blank window,
         * which the demo's policy keeps apart.
         */
        @SuppressWarnings("deprecation")
        void look(String name) throws IOException {
            Files.write(
                    SCREENSHOTS.resolve(name + "-" + language + ".png"),
                    ((TakesScreenshot) driver).getScreenshotAs(OutputType.BYTES));
            Results results = new AxeBuilder().setLegacyMode(true).analyze(driver);
            assertThat(results.getViolations())
                    .as(name + " in " + language)
                    .extracting(Rule::getId)
                    .isEmpty();
        }

        @Override
        public void close() {
            driver.quit();
        }
    }
}
