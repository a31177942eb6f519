package io.otklik.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;

/** What every service keeps to. A service's own test names its package and takes all of them by {@code ArchTests.in}. */
public final class HouseRules {

    @ArchTest
    static final ArchRule CONTRACTS_ARE_APART = slices().matching("io.otklik.*.api.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule FEATURES_IGNORE_CONTRACTS = noClasses()
            .that()
            .resideOutsideOfPackage("io.otklik.*.api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.otklik.*.api..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.otklik.*.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule ENTITIES_ARE_PACKAGE_PRIVATE = classes()
            .that()
            .areAnnotatedWith("jakarta.persistence.Entity")
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);

    /** Quarkus passes over endpoint methods that are not public, with only a warning. */
    @ArchTest
    static final ArchRule ENDPOINTS_ARE_PUBLIC = methods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .should()
            .bePublic()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule FIELDS_ARE_NOT_INJECTED = noFields().should().beAnnotatedWith(Inject.class);

    @ArchTest
    static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper)")
            .orShould()
            .resideInAnyPackage("..common..", "..util..", "..impl..");

    /** Where {@link #MESSAGES_SPEAK_BOTH_LANGUAGES} finds them. */
    @ArchTest
    static final ArchRule MESSAGES_ARE_CONSTANTS_OR_MADE_BY_METHODS_OF_THEIR_OWN = constructors()
            .that()
            .areDeclaredIn(Text.class)
            .should()
            .onlyBeCalled()
            .byCodeUnitsThat(new DescribedPredicate<>("are static initializers or return a Text") {
                @Override
                public boolean test(JavaCodeUnit caller) {
                    return caller instanceof JavaStaticInitializer
                            || caller.getRawReturnType().isEquivalentTo(Text.class);
                }
            })
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule MESSAGES_SPEAK_BOTH_LANGUAGES = classes()
            .that()
            .doNotBelongToAnyOf(Text.class)
            .should(new SpeakBothLanguages())
            .allowEmptyShould(true);

    private HouseRules() {}
}
