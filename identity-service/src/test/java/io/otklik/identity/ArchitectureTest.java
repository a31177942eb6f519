package io.otklik.identity;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;

@AnalyzeClasses(packages = "io.otklik.identity", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule features_ignoreContracts = noClasses()
            .that()
            .resideOutsideOfPackage("..api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..api..");

    @ArchTest
    static final ArchRule contracts_ignoreEachOther =
            slices().matching("io.otklik.identity.api.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("io.otklik.identity.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule entities_arePackagePrivate =
            classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule endpointMethods_arePublic =
            methods().that().areMetaAnnotatedWith(HttpMethod.class).should().haveModifier(PUBLIC);

    @ArchTest
    static final ArchRule fields_areNotInjected = noFields().should().beAnnotatedWith(Inject.class);

    @ArchTest
    static final ArchRule names_nameTheDifference = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Util|Utils|Helper)")
            .orShould()
            .resideInAnyPackage("..common..", "..util..", "..impl..");
}
