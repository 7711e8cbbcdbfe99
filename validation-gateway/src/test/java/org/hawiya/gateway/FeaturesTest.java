package org.hawiya.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    private final JavaClasses gateway =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.hawiya.gateway");

    @Test
    void features_formNoCircle() {
        slices().matching("org.hawiya.gateway.(*)..").should().beFreeOfCycles().check(gateway);
    }

    @Test
    void loginsAndCards_knowNothingOfOpenId() {
        noClasses()
                .that()
                .resideInAnyPackage("..gateway.login", "..gateway.session", "..gateway.records")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..gateway.openid")
                .because("another protocol may ask the same question tomorrow")
                .check(gateway);
    }

    @Test
    void nobody_readsTheClockBehindTheServersBack() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .because("time comes from the injected clock")
                .check(gateway);
    }
}
