package org.hawiya.app.serve;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;

import org.hawiya.app.database.Storage;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Sends the log of all servers of this process to one file, and keeps Spring Boot from configuring
 * logging once for each server: several contexts start at the same time in one JVM.
 */
public final class LogFile {
    private static final String BOOT_LOGGING = "org.springframework.boot.logging.LoggingSystem";

    private LogFile() {}

    /**
     * From here on {@code System.out} goes to a file beside the log: the simulated card's library
     * talks there. Who has something to say to the user took the writer of the command line before.
     */
    public static void open(Path file) {
        try {
            System.setOut(
                    new PrintStream(
                            new FileOutputStream(
                                    file.resolveSibling("libraries.log").toFile(), true),
                            true,
                            StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            throw Storage.failure("the log beside " + file + " cannot be written", file, e);
        }
        System.setProperty(BOOT_LOGGING, "none");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{30} %msg%n");
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(appender);
        // Tomcat logs through java.util.logging.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
