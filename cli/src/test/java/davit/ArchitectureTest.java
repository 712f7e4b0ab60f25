package davit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Holds what Maven's modules cannot: cycles, rooms, doors, and who may read clocks or call the kernel. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("davit");

    @Test
    void modulesHaveNoCycles() {
        slices().matching("davit.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("davit.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void dependenciesPointDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cli")
                .definedBy("davit.cli..")
                .layer("server")
                .definedBy("davit.server..")
                .layer("deploy")
                .definedBy("davit.deploy..")
                .layer("services")
                .definedBy("davit.services..")
                .layer("functions")
                .definedBy("davit.functions..")
                .layer("images")
                .definedBy("davit.images..")
                .layer("sandbox")
                .definedBy("davit.sandbox..")
                .layer("aws")
                .definedBy("davit.aws..")
                .layer("linux")
                .definedBy("davit.linux..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("server")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("deploy")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("services")
                .mayOnlyBeAccessedByLayers("server")
                .whereLayer("functions")
                .mayOnlyBeAccessedByLayers("server", "services")
                .whereLayer("images")
                .mayOnlyBeAccessedByLayers("server", "services", "functions", "cli")
                .whereLayer("sandbox")
                .mayOnlyBeAccessedByLayers("server", "functions")
                .whereLayer("aws")
                .mayOnlyBeAccessedByLayers("server", "services", "functions")
                .whereLayer("linux")
                .mayOnlyBeAccessedByLayers("sandbox", "images", "functions", "server")
                .check(CLASSES);
    }

    @Test
    void servicesDoNotKnowEachOther() {
        slices().matching("davit.services.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void servicesAreEnteredByTheirDoors() {
        DescribedPredicate<JavaClass> roomOfAService =
                resideInAPackage("davit.services..").and(DescribedPredicate.not(simpleNameEndingWith("Service")));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("davit.services..")
                .and()
                .resideOutsideOfPackage("davit.server..")
                .should()
                .dependOnClassesThat(roomOfAService));
    }

    @Test
    void roomsUseRoomsBelow() {
        for (String service : new String[] {"davit.services.*", "davit.functions"}) {
            check(noRoomUses(service, "model", "store", "work", "api"));
            check(noRoomUses(service, "store", "work", "api"));
            check(noRoomUses(service, "work", "api"));
        }
    }

    private static ArchRule noRoomUses(String service, String room, String... above) {
        String[] packages = java.util.Arrays.stream(above)
                .map(name -> service + "." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(service + "." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    @Test
    void onlyTheTimePackageReadsClocksAndWaits() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("davit.base.time..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class));
    }

    @Test
    void onlyTheLinuxModuleCallsTheKernel() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("davit.linux..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign.."));
    }

    @Test
    void nobodyUsesThreadLocals() {
        check(noClasses().should().dependOnClassesThat().belongToAnyOf(threadLocals()));
    }

    private static Class<?>[] threadLocals() {
        try {
            return new Class<?>[] {Class.forName("java.lang.Thread" + "Local")};
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
