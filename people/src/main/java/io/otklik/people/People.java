package io.otklik.people;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everybody, as far as this replica has heard: filled from otklik.people, from tokens and from the owner's answers; of
 * two states of a person the one with the greater revision stays. A CDI event of type {@link PersonState} tells of each
 * change, on the thread that learnt it.
 */
@ApplicationScoped
public class People {

    private final Map<Long, PersonState> known = new ConcurrentHashMap<>();
    private final Map<UUID, Long> ids = new ConcurrentHashMap<>();
    private final Owner owner;
    private final Consumer<PersonState> changes;

    @Inject
    People(Owner owner, Event<PersonState> changes) {
        this(owner, changes::fire);
    }

    People(Owner owner, Consumer<PersonState> changes) {
        this.owner = owner;
        this.changes = changes;
    }

    /** The person as the replica knows him; empty when it has not heard of him (yet). */
    public Optional<PersonState> known(long id) {
        return Optional.ofNullable(known.get(id));
    }

    /** All support agents, as far as this replica has heard. */
    public List<PersonState> agents() {
        return known.values().stream()
                .filter(person -> person.role().isStaff() && person.staffSince() != null)
                .toList();
    }

    /**
     * The person as his owner knows him now; for decisions about a person, before refusing and before approving. When
     * the owner does not answer in time, the replica's word counts; fails when it has none.
     */
    public Uni<Optional<PersonState>> confirmed(long id) {
        return byOwner(id).onFailure(away -> known.containsKey(id)).recoverWithItem(() -> known(id));
    }

    /** As {@link #confirmed(long)}, but fails when the owner does not answer, whatever is known here. */
    Uni<Optional<PersonState>> byOwner(long id) {
        return owner.person(id).invoke(answer -> answer.ifPresent(this::learn));
    }

    /**
     * The person with the UUID: as the replica knows him, or his owner when it does not. Fails when the owner must be asked
     * and is away.
     */
    public Uni<Optional<PersonState>> byUuid(UUID uuid) {
        Long id = ids.get(uuid);
        if (id != null) {
            return Uni.createFrom().item(known(id));
        }
        return owner.peopleByUuid(List.of(uuid))
                .invoke(answers -> answers.forEach(this::learn))
                .map(answers -> answers.stream().findFirst());
    }

    /**
     * The ids of people whose first name, last name or e-mail has the text as a part, without regard to case; of more than a
     * thousand the newest. Only their owner can tell; fails when he is away.
     */
    public Uni<Set<Long>> matching(String text) {
        return owner.matching(text);
    }

    /** Several people as their owner knows them now, by one call; those who do not exist are missing. Otherwise like {@link #confirmed(long)}. */
    public Uni<Map<Long, PersonState>> confirmed(Set<Long> ids) {
        return ids.isEmpty() ? Uni.createFrom().item(Map.of()) : asked(ids);
    }

    private Uni<Map<Long, PersonState>> asked(Set<Long> ids) {
        return owner.people(ids)
                .invoke(answers -> answers.forEach(this::learn))
                .map(answers -> answers.stream().collect(Collectors.toMap(PersonState::id, Function.identity())))
                .onFailure(away -> known.keySet().containsAll(ids))
                .recoverWithItem(() -> ids.stream().collect(Collectors.toMap(Function.identity(), known::get)));
    }

    /** Whether the person has the role or a higher one; the owner is asked before the answer is no. */
    public Uni<Boolean> atLeast(Role role, long id) {
        if (hasAtLeast(role, known(id))) {
            return Uni.createFrom().item(true);
        }
        return confirmed(id).map(person -> hasAtLeast(role, person));
    }

    /** Whether the person has exactly the role; the owner is asked before the answer is no. */
    public Uni<Boolean> exactly(Role role, long id) {
        if (known(id).filter(person -> person.role() == role).isPresent()) {
            return Uni.createFrom().item(true);
        }
        return confirmed(id)
                .map(person -> person.filter(one -> one.role() == role).isPresent());
    }

    private static boolean hasAtLeast(Role role, Optional<PersonState> person) {
        return person.isPresent() && person.get().role().compareTo(role) >= 0;
    }

    /** Several people by id; those who do not exist are missing. Fails when the owner must be asked and is away. */
    public Uni<Map<Long, PersonState>> all(Collection<Long> ids) {
        Map<Long, PersonState> found = new HashMap<>();
        List<Long> unknown = new ArrayList<>();
        for (Long id : ids) {
            PersonState person = id == null ? null : known.get(id);
            if (person != null) {
                found.put(id, person);
            } else if (id != null && !unknown.contains(id)) {
                unknown.add(id);
            }
        }
        if (unknown.isEmpty()) {
            return Uni.createFrom().item(found);
        }
        return owner.people(unknown)
                .invoke(answers -> answers.forEach(this::learn))
                .map(answers -> {
                    answers.forEach(person -> found.put(person.id(), person));
                    return found;
                });
    }

    /** Takes in a state of a person, unless a newer one is known; tells of it when it was news. */
    public void learn(PersonState news) {
        PersonState before = known.get(news.id());
        PersonState after = known.merge(
                news.id(), news, (old, candidate) -> candidate.revision() > old.revision() ? candidate : old);
        ids.put(news.uuid(), news.id());
        if (after == news && (before == null || before.revision() < news.revision())) {
            changes.accept(news);
        }
    }
}
