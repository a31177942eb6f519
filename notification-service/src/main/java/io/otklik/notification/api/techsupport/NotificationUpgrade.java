package io.otklik.notification.api.techsupport;

import io.otklik.edge.Messages;
import io.otklik.edge.Problem;
import io.otklik.notification.feed.FeedTail;
import io.otklik.notification.socket.Admission;
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

    /**
     * After which notification he wants them. Who does not say wants those to come: after the last one that was told when his
     * upgrade was checked, because the client sees the socket open before this service does.
     */
    static final UserData.TypedKey<Long> AFTER = new UserData.TypedKey<>("otklik.after");

    private static final Set<String> ENDPOINTS = Set.of(PersonalSocket.ID, PersonalSocketAlias.ID, SupportSocket.ID);

    private final Admission admission;
    private final FeedTail tail;

    NotificationUpgrade(Admission admission, FeedTail tail) {
        this.admission = admission;
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
        return (agentsOnly ? admission.admitAgent(context) : admission.admit(context))
                .call(tail::started)
                .invoke(() -> context.userData().put(AFTER, after(after).orElse(tail.head())))
                .map(admitted -> CheckResult.permitUpgradeSync());
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
