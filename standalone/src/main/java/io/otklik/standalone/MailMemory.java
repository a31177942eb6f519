package io.otklik.standalone;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.imap.commands.IdRange;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserManager;
import jakarta.mail.Flags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;

/** Forgets the oldest mail when there is too much for the heap: a load test sends more than anybody reads. */
record MailMemory(UserManager users, ImapHostManager boxes, int limit) {
    private record Kept(MailFolder folder, long uid, Date received) {}

    /** Leaves nine tenths of the limit, so that it need not come again at the next message. */
    void trim() throws FolderException {
        List<Kept> all = new ArrayList<>();
        for (GreenMailUser user : List.copyOf(users.listUser())) {
            MailFolder inbox = boxes.getInbox(user);
            for (StoredMessage message : inbox.getMessages()) {
                all.add(new Kept(inbox, message.getUid(), message.getReceivedDate()));
            }
        }
        if (all.size() > limit) {
            all.sort(Comparator.comparing(Kept::received));
            for (Kept old : all.subList(0, all.size() - limit * 9 / 10)) {
                old.folder().setFlags(new Flags(Flags.Flag.DELETED), true, old.uid(), null, true);
                old.folder().expunge(new IdRange[] {new IdRange(old.uid())});
            }
        }
    }
}
