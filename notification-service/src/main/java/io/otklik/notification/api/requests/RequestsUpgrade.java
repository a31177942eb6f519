package io.otklik.notification.api.requests;

import io.otklik.edge.Problem;
import io.otklik.notification.chat.Chats;
import io.otklik.notification.socket.Admission;
import io.otklik.notification.socket.Admitted;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/**
 * Decides, before the upgrade, who gets a socket of this contract: 401, then 403 (foreign origin, or no agent), then 404 (no
 * such chat, or not his).
 */
@ApplicationScoped
class RequestsUpgrade implements HttpUpgradeCheck {

    static final UserData.TypedKey<Long> CHAT = new UserData.TypedKey<>("otklik.chat");

    private static final Pattern ID = Pattern.compile("[0-9]{1,19}");

    private final Admission admission;
    private final Chats chats;

    RequestsUpgrade(Admission admission, Chats chats) {
        this.admission = admission;
        this.chats = chats;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return endpointId.equals(WorklistSocket.ID) || endpointId.equals(ChatSocket.ID);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        Uni<Admitted> agent = admission.admitAgent(context);
        Uni<?> checked = context.endpointId().equals(ChatSocket.ID)
                ? agent.chain(admitted -> participant(admitted, context))
                : agent;
        return checked.invoke(admission::requireLive).map(done -> CheckResult.permitUpgradeSync());
    }

    private Uni<Boolean> participant(Admitted admitted, HttpUpgradeContext context) {
        long chat = chat(context.pathParam("id"));
        context.userData().put(CHAT, chat);
        return chats.isMember(chat, admitted.person().id()).invoke(RequestsUpgrade::require);
    }

    private static long chat(String sent) {
        try {
            if (ID.matcher(sent).matches()) {
                return Long.parseLong(sent);
            }
        } catch (NumberFormatException tooBig) {
            // there is no such chat, as with other nonsense
        }
        throw Problem.notFound();
    }

    private static void require(boolean isMember) {
        if (!isMember) {
            throw Problem.notFound();
        }
    }
}
