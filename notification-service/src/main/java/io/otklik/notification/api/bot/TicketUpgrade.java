package io.otklik.notification.api.bot;

import io.otklik.edge.Problem;
import io.otklik.notification.conversation.TicketAccess;
import io.otklik.notification.socket.Admission;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Decides, before the upgrade, who follows a ticket: 401, then 403 (foreign origin), then 404 (no such ticket, or not his). */
@ApplicationScoped
class TicketUpgrade implements HttpUpgradeCheck {

    static final UserData.TypedKey<UUID> TICKET = new UserData.TypedKey<>("otklik.ticket");

    private final Admission admission;
    private final TicketAccess access;

    TicketUpgrade(Admission admission, TicketAccess access) {
        this.admission = admission;
        this.access = access;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return endpointId.equals(TicketSocket.ID);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        String sent = context.pathParam("id");
        return admission
                .admit(context)
                .invoke(admitted -> context.userData().put(TICKET, ticket(sent)))
                .chain(admitted -> access.mayFollow(
                        admitted.person().id(), context.userData().get(TICKET)))
                .invoke(TicketUpgrade::require)
                .invoke(admission::requireLive)
                .map(mayFollow -> CheckResult.permitUpgradeSync());
    }

    /** Java alone also takes shorter groups of digits. */
    private static UUID ticket(String sent) {
        try {
            UUID ticket = UUID.fromString(sent);
            if (ticket.toString().equalsIgnoreCase(sent)) {
                return ticket;
            }
        } catch (IllegalArgumentException none) {
            // there is no such ticket, as with other nonsense
        }
        throw Problem.notFound();
    }

    private static void require(boolean mayFollow) {
        if (!mayFollow) {
            throw Problem.notFound();
        }
    }
}
