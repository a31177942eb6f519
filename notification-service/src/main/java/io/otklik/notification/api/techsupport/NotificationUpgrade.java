package io.otklik.notification.api.techsupport;

import io.otklik.edge.Messages;
import io.otklik.edge.Problem;
import io.otklik.events.Role;
import io.otklik.notification.feed.FeedTail;
import io.otklik.notification.socket.Admission;
import io.otklik.notification.socket.Admitted;
import io.otklik.people.People;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Decides, before the upgrade, who gets notifications on a socket: 401, then 403 (foreign origin, or no agent on the support
 * socket), then 400 on {@code after}.
 */
@ApplicationScoped
class NotificationUpgrade implements HttpUpgradeCheck {

    /** What the upgrade has found out. */
    record Upgrade(Admitted admitted, OptionalLong after) {}

    static final UserData.TypedKey<Upgrade> UPGRADE = new UserData.TypedKey<>("otklik.upgrade");

    private static final Set<String> ENDPOINTS = Set.of(PersonalSocket.ID, PersonalSocketAlias.ID, SupportSocket.ID);

    private final Admission admission;
    private final People people;
    private final FeedTail tail;

    NotificationUpgrade(Admission admission, People people, FeedTail tail) {
        this.admission = admission;
        this.people = people;
        this.tail = tail;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return ENDPOINTS.contains(endpointId);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        boolean agentsOnly = context.endpointId().equals(SupportSocket.ID);
        String after = context.httpRequest().getParam("after");
        return admission
                .admit(context.httpRequest())
                .chain(admitted ->
                        agentsOnly ? agent(admitted) : Uni.createFrom().item(admitted))
                .map(admitted -> new Upgrade(admitted, after(after)))
                .invoke(upgrade -> context.userData().put(UPGRADE, upgrade))
                .call(tail::started)
                .map(upgrade -> CheckResult.permitUpgradeSync());
    }

    /** The person as he is after his owner was asked, if need be. */
    private Uni<Admitted> agent(Admitted admitted) {
        long id = admitted.person().id();
        return people.atLeast(Role.SUPPORT, id).map(isAgent -> {
            if (!isAgent) {
                throw Problem.forbidden();
            }
            return new Admitted(
                    people.known(id).orElse(admitted.person()),
                    admitted.tokenVersion(),
                    admitted.expiresAt(),
                    admitted.language());
        });
    }

    private static OptionalLong after(String sent) {
        if (sent == null || sent.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long id = Long.parseLong(sent);
            if (id >= 0) {
                return OptionalLong.of(id);
            }
        } catch (NumberFormatException wrong) {
            // refused below, like a negative one
        }
        throw Problem.field("after", Messages.NOT_A_NUMBER);
    }
}
