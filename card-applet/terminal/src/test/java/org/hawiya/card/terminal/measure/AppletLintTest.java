package org.hawiya.card.terminal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppletLintTest {
    @TempDir Path folder;

    @Test
    void theAppletHoldsNothingThatACardWouldRefuse() throws Exception {
        Path classes =
                Path.of(
                        Class.forName(MeteredMatcher.MATCHER)
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        assertThat(AppletLint.check(classes)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "int f;!no int",
                "static void m() { long l = 1; l++; }!no long",
                "static short m(short a) { float x = a; return (short) x; }!no float",
                "static boolean m(short a, short b) { return a + b > 3; }!without a cast",
                "static short m(short a, short b) { return (short) ((a + b) >> 1); }!without a cast",
                "static short m(short a, short b) { return (short) (a * b / 3); }!without a cast",
                "static byte m(byte[] a, short i) { return a[i + 1]; }!without a cast",
                "static short m(short a) { return (short) (a >>> 2); }!no instruction",
                "static short m(short a) { return (short) (a & 70000); }!does not fit a short",
                "static Object m() { return new byte[3]; }!after installation",
                "static Object m() { return new byte[2][3]; }!one dimension",
                "static Runnable m() { return () -> {}; }!no lambdas",
                "static void m() { System.gc(); }!not in the Java Card",
                "static boolean m(char c) { return c == 3; }!no char",
                "static Object m() { return \"text\"; }!does not fit a short",
                "static void m(Object o) { o.notify(); }!has no notify"
            })
    void whatACardWouldRefuseIsNamed(String member, String complaint) throws IOException {
        assertThat(AppletLint.check(compiled("final class T {\n" + member + "\n}")))
                .anySatisfy(finding -> {
                    assertThat(finding.what()).contains(complaint);
                    assertThat(finding.file()).isEqualTo("T.java");
                });
    }

    @Test
    void theLineIsTheLineOfTheFault() throws IOException {
        String source =
                """
                final class T {
                    static short m(short a) {
                        short b = a;
                        return (short) (b + a >> 1);
                    }
                }
                """;
        assertThat(AppletLint.check(compiled(source)))
                .singleElement()
                .hasToString(
                        "T.java:4: an arithmetic result is used without a cast to short or byte");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static short m(short a, short b) { return (short) (a + b * a); }",
                "static boolean m(short a, short b) { return (short) (a + b) > 3; }",
                "static short m(byte[] a, short i) { return (short) (a[(short) (i + 1)] & 0xFF); }",
                "byte[] a; T() { a = made(); } static byte[] made() { return new byte[3]; }",
                "static void install(byte[] b, short o, byte l) { new T(); }"
            })
    void whatACardTakesIsLeftAlone(String member) throws IOException {
        assertThat(AppletLint.check(compiled("class T {\n" + member + "\n}"))).isEmpty();
    }

    private Path compiled(String source) {
        JavaFileObject file =
                new SimpleJavaFileObject(
                        URI.create("string:///T.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options =
                List.of("--release", "8", "-g", "-Xlint:-options", "-proc:none", "-d", folder.toString());
        boolean compiled =
                ToolProvider.getSystemJavaCompiler()
                        .getTask(null, null, null, options, null, List.of(file))
                        .call();
        assertThat(compiled).isTrue();
        return folder;
    }
}
