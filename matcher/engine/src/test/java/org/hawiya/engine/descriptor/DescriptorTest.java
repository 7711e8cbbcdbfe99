package org.hawiya.engine.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import org.hawiya.engine.RandomTemplates;
import org.hawiya.engine.template.Minutia;
import org.hawiya.engine.template.Template;
import org.junit.jupiter.api.Test;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class DescriptorTest {
    private final Random random = new Random(17);

    @Test
    void everyKernel_scoresLikeTheDefinition() {
        int blocks = 20;
        List<PrintCode> prints = strangers(blocks * ScanKernel.LANES);
        ProbeCode probe = ProbeCode.against(prints.get(3), prints);
        MemorySegment column = Arena.ofAuto().allocate(blocks * ScanKernel.BLOCK_BYTES, 64);
        for (int i = 0; i < prints.size(); i++) {
            for (int word = 0; word < PrintCode.LONGS; word++) {
                column.setAtIndex(
                        ValueLayout.JAVA_LONG,
                        ((long) (i / 8) * PrintCode.LONGS + word) * 8 + i % 8,
                        prints.get(i).words()[word]);
            }
        }
        int[] expected = prints.stream().mapToInt(probe::score).toArray();

        for (ScanKernel kernel :
                List.of(new ScalarKernel(), new VectorKernel(), ScanKernel.fastest())) {
            int[] scores = new int[prints.size()];
            kernel.scan(probe, column, blocks, scores);
            assertThat(scores).as(kernel.getClass().getSimpleName()).isEqualTo(expected);
        }
    }

    @Test
    void code_doesNotDependOnWhereTheFingerLay() {
        Template template = RandomTemplates.template(random, 40);
        Template moved =
                new Template(
                        600,
                        600,
                        template.minutiae().stream()
                                .map(m ->
                                        new Minutia(
                                                m.x() + 31, m.y() + 57, m.direction(), m.type()))
                                .toList());

        assertThat(LocalStructures.describe(moved)).isEqualTo(LocalStructures.describe(template));
    }

    @Test
    void mates_rankAboveStrangers() {
        List<PrintCode> strangers = strangers(500);
        int first = 0;
        for (int i = 0; i < 20; i++) {
            Template finger = RandomTemplates.template(random, 40);
            ProbeCode probe = ProbeCode.against(LocalStructures.describe(finger), strangers);
            int mate = probe.score(LocalStructures.describe(RandomTemplates.again(finger, random)));
            if (strangers.stream().noneMatch(stranger -> probe.score(stranger) >= mate)) {
                first++;
            }
        }
        assertThat(first).isGreaterThanOrEqualTo(18);
    }

    @Test
    void printOfNoOrOneMinutia_resemblesNothing() {
        List<PrintCode> strangers = strangers(50);
        for (int minutiae = 0; minutiae < 2; minutiae++) {
            PrintCode poor = LocalStructures.describe(RandomTemplates.template(random, minutiae));
            assertThat(ProbeCode.against(poor, strangers).score(strangers.getFirst())).isZero();
        }
    }

    private List<PrintCode> strangers(int count) {
        return new ArrayList<>(
                IntStream.range(0, count)
                        .mapToObj(i ->
                                LocalStructures.describe(
                                        RandomTemplates.template(random, random.nextInt(60))))
                        .toList());
    }
}
