package io.otklik.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;

/** What every service keeps to. A service's own test names its package and takes all of them by {@code ArchTests.in}. */
public final class HouseRules {

    private static final String IDEMPOTENT = "io.otklik.idempotency.Idempotent";

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

    /** Open to all are logins and what belongs to them, whose answers are tokens, and registering and new passwords, which say so. */
    @ArchTest
    static final ArchRule WRITES_TAKE_A_KEY = methods()
            .that()
            .areAnnotatedWith(POST.class)
            .or()
            .areAnnotatedWith(PUT.class)
            .or()
            .areAnnotatedWith(PATCH.class)
            .and()
            .areDeclaredInClassesThat(new DescribedPredicate<>("belong to a published contract") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getPackageName().contains(".api.")
                            && !type.getPackageName().endsWith(".internal");
                }
            })
            .and(new DescribedPredicate<JavaMethod>("are not open to all") {
                @Override
                public boolean test(JavaMethod method) {
                    return !method.isAnnotatedWith(PermitAll.class)
                            && !method.getOwner().isAnnotatedWith(PermitAll.class);
                }
            })
            .should(new ArchCondition<JavaMethod>("be @Idempotent, or their class") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    if (!method.isAnnotatedWith(IDEMPOTENT)
                            && !method.getOwner().isAnnotatedWith(IDEMPOTENT)) {
                        events.add(SimpleConditionEvent.violated(method, method.getFullName() + " takes no key"));
                    }
                }
            })
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
