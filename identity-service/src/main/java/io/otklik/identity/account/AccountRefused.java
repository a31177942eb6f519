package io.otklik.identity.account;

import io.otklik.edge.Problem;
import io.otklik.events.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What this feature refuses. */
public final class AccountRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        NOT_FOUND,
        /** {@link #flaws()} says why. */
        FLAWED,
        OWN_ROLE,
        ADMINISTRATORS_ROLE,
        OWN_BLOCK,
        /** Nobody makes himself an agent here. */
        ROLE_NOT_OPEN
    }

    private final Reason reason;
    private final Set<Flaw> flaws;

    AccountRefused(Reason reason, long personId) {
        this(reason, "person " + personId, Set.of());
    }

    AccountRefused(Reason reason, UUID uuid) {
        this(reason, "person " + uuid, Set.of());
    }

    AccountRefused(Reason reason, Role role) {
        this(reason, role.name(), Set.of());
    }

    AccountRefused(Set<Flaw> flaws) {
        this(Reason.FLAWED, flaws.toString(), Set.copyOf(flaws));
    }

    private AccountRefused(Reason reason, String what, Set<Flaw> flaws) {
        super(reason + ": " + what, null, false, false);
        this.reason = reason;
        this.flaws = flaws;
    }

    public Reason reason() {
        return reason;
    }

    /** Empty unless the reason is FLAWED. */
    public Set<Flaw> flaws() {
        return flaws;
    }

    /** The flaws as contracts show them: the first of each field. */
    public Map<String, Problem.FieldError> fields() {
        Map<String, Problem.FieldError> fields = new LinkedHashMap<>();
        for (Flaw flaw : new TreeSet<>(flaws)) {
            fields.putIfAbsent(flaw.field(), new Problem.FieldError(flaw.text(), false));
        }
        return fields;
    }
}
