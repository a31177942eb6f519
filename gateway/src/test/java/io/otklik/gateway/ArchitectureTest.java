package io.otklik.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.otklik.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule gateway_hasNoDomainAndNoStore = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.otklik.events..", "io.otklik.people..", "io.otklik.outbox..", "java.sql..");

    @ArchTest
    static final ArchRule names_sayTheDifference = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Helper");

    @ArchTest
    static final ArchRule classes_arePackagePrivateButTheStart = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("GatewayMain")
            .should()
            .notBePublic();
}
