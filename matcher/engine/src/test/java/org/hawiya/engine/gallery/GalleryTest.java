package org.hawiya.engine.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.RandomTemplates;
import org.hawiya.engine.template.Template;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class GalleryTest {
    private static final PersonKey LAST = new PersonKey(Long.MAX_VALUE);
    private final Random random = new Random(11);
    private final Gallery gallery = new Gallery();

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 10})
    void secondApplication_findsTheFirst(int fingers) {
        Prints first = person(fingers);
        fill(20, 10);
        gallery.put(new PersonKey(100), first);

        SearchOutcome outcome = gallery.search(again(first), LAST);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SearchOutcome.Hit.class,
                        hit ->
                                assertThat(hit.candidates())
                                        .first()
                                        .satisfies(found -> {
                                            assertThat(found.person())
                                                    .isEqualTo(new PersonKey(100));
                                            assertThat(found.fingers()).hasSize(fingers);
                                        }));
    }

    @Test
    void stranger_findsNobody() {
        fill(20, 10);

        assertThat(gallery.search(person(10), LAST)).isInstanceOf(SearchOutcome.NoHit.class);
    }

    @Test
    void onlyLowerKeys_areSearched() {
        Prints first = person(10);
        gallery.put(new PersonKey(5), first);

        assertThat(gallery.search(again(first), new PersonKey(5)))
                .isInstanceOf(SearchOutcome.NoHit.class);
        assertThat(gallery.search(again(first), new PersonKey(6)))
                .isInstanceOf(SearchOutcome.Hit.class);
    }

    @Test
    void removedPerson_isNotFound() {
        Prints first = person(10);
        gallery.put(new PersonKey(5), first);
        gallery.remove(new PersonKey(5));

        assertThat(gallery.persons()).isZero();
        assertThat(gallery.search(again(first), LAST)).isInstanceOf(SearchOutcome.NoHit.class);
    }

    @Test
    void replacedPrints_areTheOnesSearched() {
        Prints old = person(10);
        Prints renewed = person(10);
        gallery.put(new PersonKey(5), old);
        gallery.put(new PersonKey(5), renewed);

        assertThat(gallery.persons()).isOne();
        assertThat(gallery.search(again(old), LAST)).isInstanceOf(SearchOutcome.NoHit.class);
        assertThat(gallery.search(again(renewed), LAST)).isInstanceOf(SearchOutcome.Hit.class);
    }

    @Test
    void oneStrongFingerAmongStrangers_goesToAnExaminer() {
        Prints enrolled = person(10);
        gallery.put(new PersonKey(5), enrolled);
        Map<FingerPosition, Template> mixed = new EnumMap<>(person(10).fingers());
        Template shared =
                java.util.Objects.requireNonNull(enrolled.fingers().get(FingerPosition.LEFT_INDEX));
        mixed.put(FingerPosition.LEFT_INDEX, RandomTemplates.again(shared, random));

        assertThat(gallery.search(new Prints(mixed), LAST))
                .isNotInstanceOf(SearchOutcome.NoHit.class);
    }

    @Test
    void probeWithoutPrints_findsNobody() {
        fill(3, 10);

        assertThat(gallery.search(new Prints(Map.of()), LAST))
                .isInstanceOf(SearchOutcome.NoHit.class);
        assertThat(
                        gallery.search(
                                new Prints(
                                        Map.of(
                                                FingerPosition.LEFT_RING,
                                                new Template(9, 9, List.of()))),
                                LAST))
                .isInstanceOf(SearchOutcome.NoHit.class);
    }

    @Test
    void largeGallery_findsEveryMateAndNoStranger() {
        Prints[] people = new Prints[800];
        for (int i = 0; i < people.length; i++) {
            people[i] = person(4);
            gallery.put(new PersonKey(i), people[i]);
        }

        assertThat(gallery.prints()).isEqualTo(3_200);
        for (int i = 0; i < people.length; i += 100) {
            PersonKey mate = new PersonKey(i);
            assertThat(gallery.search(again(people[i]), LAST))
                    .isInstanceOfSatisfying(
                            SearchOutcome.Hit.class,
                            hit ->
                                    assertThat(hit.candidates().getFirst().person())
                                            .isEqualTo(mate));
        }
        assertThat(gallery.search(person(4), LAST)).isInstanceOf(SearchOutcome.NoHit.class);
    }

    @Test
    void fingerThatFewPeopleHave_isStillFound() {
        fill(600, 2);
        Prints first =
                new Prints(Map.of(FingerPosition.LEFT_RING, RandomTemplates.template(random, 45)));
        gallery.put(new PersonKey(777), first);

        assertThat(gallery.search(again(first), LAST)).isNotInstanceOf(SearchOutcome.NoHit.class);
    }

    @Test
    void fullGallery_refusesAPersonAndKeepsTheOthers() {
        Gallery small = new Gallery(Decision.STANDARD, 20_500_000);
        Prints first = person(2);
        small.put(new PersonKey(0), first);
        long before = small.bytes();

        assertThatThrownBy(
                        () -> {
                            for (int i = 1; i < 9_000; i++) {
                                small.put(new PersonKey(i), first);
                            }
                        })
                .isInstanceOf(GalleryFullException.class);
        assertThat(small.bytes()).isLessThanOrEqualTo(20_500_000).isGreaterThanOrEqualTo(before);
        assertThat(small.search(again(first), new PersonKey(1)))
                .isInstanceOf(SearchOutcome.Hit.class);
    }

    @Test
    void removedRoom_isUsedAgain() {
        fill(300, 10);
        long before = gallery.bytes();
        for (int i = 0; i < 300; i++) {
            gallery.remove(new PersonKey(i));
        }
        fill(300, 10);

        assertThat(gallery.persons()).isEqualTo(300);
        assertThat(gallery.bytes()).isLessThanOrEqualTo(before + TemplateStore.CHUNK_BYTES);
    }

    @Test
    void searchesWhilePeopleComeAndGo_alwaysFindWhoStays() throws InterruptedException {
        Prints staying = person(6);
        gallery.put(new PersonKey(1_000_000), staying);
        fill(300, 6);
        Prints probe = again(staying);
        Thread writer =
                Thread.ofPlatform()
                        .start(() -> {
                            Random own = new Random(5);
                            for (int i = 0; i < 150; i++) {
                                gallery.put(new PersonKey(own.nextInt(300)), person(own, 6));
                                gallery.remove(new PersonKey(own.nextInt(300)));
                            }
                        });
        int searches = 0;
        while (writer.isAlive() || searches < 5) {
            assertThat(gallery.search(probe, LAST)).isInstanceOf(SearchOutcome.Hit.class);
            searches++;
        }
        writer.join();
    }

    private void fill(int people, int fingers) {
        for (int i = 0; i < people; i++) {
            gallery.put(new PersonKey(i), person(fingers));
        }
    }

    private Prints person(int fingers) {
        return person(random, fingers);
    }

    private static Prints person(Random random, int fingers) {
        Map<FingerPosition, Template> prints = new EnumMap<>(FingerPosition.class);
        for (int code = 1; code <= fingers; code++) {
            prints.put(FingerPosition.ofCode(code), RandomTemplates.template(random, 38));
        }
        return new Prints(prints);
    }

    private Prints again(Prints first) {
        Map<FingerPosition, Template> prints = new EnumMap<>(FingerPosition.class);
        first.fingers()
                .forEach((position, template) ->
                        prints.put(position, RandomTemplates.again(template, random)));
        return new Prints(prints);
    }
}
