package io.otklik.identity.account;

import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

@ApplicationScoped
class PersonRepository implements PanacheRepository<Person> {

    /** The person with that id at Telegram, locked for a change until the transaction ends; null when there is none. */
    Uni<Person> lockedByTelegramId(long telegramId) {
        return find("telegramId", telegramId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** The person, locked for a change until the transaction ends. Fails with NOT_FOUND. */
    Uni<Person> locked(long id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> new AccountRefused(AccountRefused.Reason.NOT_FOUND, id));
    }
}
