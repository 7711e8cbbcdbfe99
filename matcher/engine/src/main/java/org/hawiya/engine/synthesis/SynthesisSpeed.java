package org.hawiya.engine.synthesis;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.hawiya.engine.FingerPosition;

/**
 * How much one core makes in a second of its own time, the masters included; the component names
 * are the names in the JSON.
 *
 * @param plainImpressions encoded as PNG, eight of each finger
 * @param rolledImpressions encoded as PNG, two of each finger
 */
public record SynthesisSpeed(
        double plainImpressions, double rolledImpressions, double directTemplates) {
    private static final int FINGERS = 6;
    private static final int TEMPLATES = 40_000;

    /** Measures on the calling thread, about 20 s; the first part of each is for warming up. */
    public static SynthesisSpeed measure() {
        images(Preset.OPTICAL_AVERAGE, 2, 4);
        double plain = images(Preset.OPTICAL_AVERAGE, FINGERS, 8);
        double rolled = images(Preset.INK_ROLLED, FINGERS, 2);
        templates(TEMPLATES);
        return new SynthesisSpeed(plain, rolled, templates(TEMPLATES));
    }

    private static double images(Preset preset, int fingers, int impressions) {
        long start = nanos();
        long bytes = 0;
        for (int i = 0; i < fingers; i++) {
            SyntheticPerson person = new PersonSynthesizer().person(70 + i);
            for (int number = 1; number <= impressions; number++) {
                FingerPosition position = FingerPosition.ofCode(1 + i % 10);
                bytes += PrintFormat.PNG.encode(person.impression(position, number, preset)).length;
            }
        }
        return perSecond((long) fingers * impressions, start, bytes);
    }

    private static double templates(int count) {
        DirectTemplates templates = new DirectTemplates(Preset.OPTICAL_AVERAGE);
        PersonSynthesizer people = new PersonSynthesizer();
        long start = nanos();
        long minutiae = 0;
        for (int i = 0; i < count / 10; i++) {
            SyntheticPerson person = people.person(i);
            for (FingerPosition position : FingerPosition.values()) {
                minutiae += templates.template(person, position, 1).minutiae().size();
            }
        }
        return perSecond(count, start, minutiae);
    }

    private static double perSecond(long count, long start, long made) {
        if (made == 0) {
            throw new IllegalStateException("nothing was made");
        }
        return count * 1e9 / (nanos() - start);
    }

    /** This thread's own time: what else runs on the machine does not count. */
    private static long nanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported()
                ? threads.getCurrentThreadCpuTime()
                : System.nanoTime();
    }
}
