package org.hawiya.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;

/** The arrows between the rooms: dependencies run downwards only. */
class ArchitectureTest {
    private static final String ENGINE = "org.hawiya.engine..";
    private static final String CUSTODY = "org.hawiya.custody..";
    private static final String LEDGER = "org.hawiya.ledger..";
    private static final String APPLET = "org.hawiya.card.applet..";
    private static final String TERMINAL = "org.hawiya.card.terminal..";
    private static final String ENROLLMENT = "org.hawiya.enrollment..";
    private static final String GATEWAY = "org.hawiya.gateway..";
    private static final String E_SERVICE = "example.eservice..";
    private static final String APP = "org.hawiya.app..";

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.hawiya", "example.eservice");

    @Test
    void everyRoomIsSeen() {
        for (String room :
                new String[] {
                    ENGINE, CUSTODY, LEDGER, APPLET, TERMINAL, ENROLLMENT, GATEWAY, E_SERVICE, APP
                }) {
            // Fails when a package was renamed and its rule below would check nothing.
            classes().that().resideInAPackage(room).should().resideInAPackage(room).check(HOUSE);
        }
    }

    @Test
    void theServersNeverImportEachOther() {
        hold(
                noClasses()
                        .that()
                        .resideInAPackage(ENROLLMENT)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(GATEWAY, APP, E_SERVICE)
                        .because(
                                "they meet through their public protocols, as they do on several"
                                    + " machines"));
        hold(
                noClasses()
                        .that()
                        .resideInAPackage(GATEWAY)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(ENROLLMENT, APP, E_SERVICE)
                        .because(
                                "they meet through their public protocols, as they do on several"
                                    + " machines"));
    }

    @Test
    void engineLedgerCustodyAndCardKnowNoSpring() {
        hold(
                noClasses()
                        .that()
                        .resideInAnyPackage(ENGINE, CUSTODY, LEDGER, APPLET, TERMINAL)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.springframework..", "jakarta..")
                        .because(
                                "the rules of matching, keys, log and card outlive a web"
                                    + " framework"));
    }

    @Test
    void theEngineAndTheCustodyStandOnNothingOfOurs() {
        hold(
                noClasses()
                        .that()
                        .resideInAPackage(ENGINE)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                CUSTODY,
                                LEDGER,
                                APPLET,
                                TERMINAL,
                                ENROLLMENT,
                                GATEWAY,
                                APP,
                                E_SERVICE)
                        .because(
                                "what the engine needs from above it declares as an interface that"
                                    + " the app fills"));
        hold(
                noClasses()
                        .that()
                        .resideInAPackage(CUSTODY)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                ENGINE,
                                LEDGER,
                                APPLET,
                                TERMINAL,
                                ENROLLMENT,
                                GATEWAY,
                                APP,
                                E_SERVICE)
                        .because("keys know nothing of what they are used for"));
    }

    @Test
    void theLedgerUsesTheCustodyOnly() {
        hold(
                noClasses()
                        .that()
                        .resideInAPackage(LEDGER)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                ENGINE, APPLET, TERMINAL, ENROLLMENT, GATEWAY, APP, E_SERVICE)
                        .because("an auditor's verifier must not pull in what it audits"));
    }

    @Test
    void theAppletKnowsTheJavaCardApiAndNothingElse() {
        hold(
                classes()
                        .that()
                        .resideInAPackage(APPLET)
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(APPLET, "javacard..", "javacardx..", "java.lang")
                        .because("it has to be converted for a real card"));
    }

    @Test
    void theTerminalUsesAppletAndEngineOnly() {
        hold(
                noClasses()
                        .that()
                        .resideInAPackage(TERMINAL)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(CUSTODY, LEDGER, ENROLLMENT, GATEWAY, APP, E_SERVICE)
                        .because(
                                "keys reach the card's other end through interfaces that the"
                                    + " servers fill"));
    }

    @Test
    void theEServiceKnowsNothingOfOurCode() {
        hold(
                noClasses()
                        .that()
                        .resideInAPackage(E_SERVICE)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.hawiya..")
                        .because("it shows what any agency can do with a stock OpenID client"));
    }

    @Test
    void onlyTheAppSeesBothServers() {
        hold(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(APP)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(APP)
                        .because("the app is the top of the house"));
    }

    @Test
    void theStoryUsesPublicInterfacesOnly() {
        hold(
                noClasses()
                        .that()
                        .resideInAPackage("org.hawiya.app.demo..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(ENROLLMENT, GATEWAY, E_SERVICE, "org.springframework..")
                        .because(
                                "what the demo shows, anybody can do over HTTP, OpenID Connect and"
                                    + " APDUs"));
    }

    private static void hold(ArchRule rule) {
        rule.check(HOUSE);
    }
}
