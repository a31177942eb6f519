package io.otklik.admin.staff;

import io.otklik.events.PersonState;
import io.otklik.people.People;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Colleagues whom somebody names by their ids. Their owner is asked, since he may have made or unmade them a moment ago. */
@ApplicationScoped
public class Staff {

    private final People people;

    Staff(People people) {
        this.people = people;
    }

    /** The colleague. Fails with NO_SUCH_PERSON or NOT_STAFF. */
    public Uni<PersonState> required(long id) {
        return people.confirmed(id).map(answer -> colleague(id, answer));
    }

    /** Fails with NO_SUCH_PERSON or NOT_STAFF when one of them is no colleague. */
    public Uni<Void> requireAll(Set<Long> ids) {
        return people.confirmed(ids)
                .invoke(found -> {
                    for (long id : ids) {
                        PersonState unused = colleague(id, Optional.ofNullable(found.get(id)));
                    }
                })
                .replaceWithVoid();
    }

    private static PersonState colleague(long id, Optional<PersonState> answer) {
        PersonState person = answer.orElseThrow(() -> new StaffRefused(StaffRefused.Reason.NO_SUCH_PERSON, id));
        if (!person.role().isStaff() || person.blocked()) {
            throw new StaffRefused(StaffRefused.Reason.NOT_STAFF, id);
        }
        return person;
    }
}
