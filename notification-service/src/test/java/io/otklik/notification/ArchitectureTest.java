package io.otklik.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;

@AnalyzeClasses(packages = "io.otklik.notification", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule contracts_areApart =
            slices().matching("io.otklik.notification.api.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule features_ignoreContracts = noClasses()
            .that()
            .resideOutsideOfPackage("..api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..api..");

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("io.otklik.notification.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule mailAndSockets_areApart = noClasses()
            .that()
            .resideInAPackage("..mail..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..socket..", "..feed..");

    @ArchTest
    static final ArchRule endpoints_arePublic = methods()
            .that()
            .areAnnotatedWith(GET.class)
            .or()
            .areAnnotatedWith(POST.class)
            .or()
            .areAnnotatedWith(PUT.class)
            .or()
            .areAnnotatedWith(PATCH.class)
            .or()
            .areAnnotatedWith(DELETE.class)
            .should()
            .bePublic();

    @ArchTest
    static final ArchRule names_sayTheDifference = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Util|Utils|Helper)")
            .orShould()
            .resideInAnyPackage("..common..", "..util..", "..impl..");
}
