package io.otklik.identity.account;

import io.otklik.events.Role;
import io.otklik.identity.password.Passwords;
import io.otklik.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.jboss.logging.Logger;

/** Makes an administrator where there is none, before the service answers anybody. */
@ApplicationScoped
class FirstAdministrator {

    private static final Logger LOG = Logger.getLogger(FirstAdministrator.class);

    /** The advisory lock of replicas that start at once: "admin" in ASCII. */
    private static final long LOCK = 0x61646d696eL;

    private final AdministratorConfig config;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Outbox outbox;

    FirstAdministrator(AdministratorConfig config, Accounts accounts, Passwords passwords, Outbox outbox) {
        this.config = config;
        this.accounts = accounts;
        this.passwords = passwords;
        this.outbox = outbox;
    }

    void start(@Observes StartupEvent event) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::ensure);
    }

    /** Fails with FLAWED when the settings would make no valid account, or the name is somebody's who is no administrator. */
    Uni<Void> ensure() {
        return Panache.withSession(FirstAdministrator::exists)
                .chain(exists -> exists ? Uni.createFrom().voidItem() : make());
    }

    private static Uni<Boolean> exists() {
        return Panache.getSession().chain(session -> session.createNativeQuery(
                        "select exists (select 1 from person where role = 'ADMIN')", Boolean.class)
                .getSingleResult());
    }

    private Uni<Void> make() {
        NewPerson wish = new NewPerson(config.username().strip(), config.email().strip(), config.password());
        Set<Flaw> flaws = Flaw.visible(wish);
        Uni<Void> making = flaws.isEmpty()
                ? passwords.hash(wish.password()).chain(hash -> outbox.transaction(() -> makeOnce(wish, hash)))
                : Uni.createFrom().failure(new AccountRefused(flaws));
        return making.onFailure(AccountRefused.class)
                .invoke(refused -> LOG.errorf(
                        "OTKLIK_ADMIN_USERNAME, _EMAIL and _PASSWORD make no administrator: %s", refused.getMessage()));
    }

    private Uni<Void> makeOnce(NewPerson wish, String hash) {
        return lock().chain(FirstAdministrator::exists)
                .chain(exists -> exists
                        ? Uni.createFrom().voidItem()
                        : accounts.insert(wish, Role.ADMIN, hash)
                                .invoke(made -> LOG.infof("Made the administrator %s, id %d", made.username, made.id))
                                .replaceWithVoid());
    }

    /** Held until the transaction ends. */
    private static Uni<Void> lock() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select 1 from pg_advisory_xact_lock(:lock)", Integer.class)
                        .setParameter("lock", LOCK)
                        .getSingleResult())
                .replaceWithVoid();
    }
}
