package io.otklik.standalone;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;

/** {@code <smtp port> <imap port> <parent tie>}: takes every mail and shows it to everyone, until TERM. */
final class MailMain {
    /** About 10 KB each, the mail's own objects included. */
    private static final int LIMIT = 3000;

    private static final Duration LOOK = Duration.ofSeconds(5);

    private MailMain() {}

    public static void main(String[] arguments) throws FolderException {
        PartLog.toStandardOutput();
        ParentTie.valueOf(arguments[2]).watch();
        GreenMail mail = new GreenMail(new ServerSetup[] {
            new ServerSetup(Integer.parseInt(arguments[0]), "localhost", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(Integer.parseInt(arguments[1]), "localhost", ServerSetup.PROTOCOL_IMAP)
        });
        mail.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        mail.start();
        MailMemory memory = new MailMemory(
                mail.getManagers().getUserManager(), mail.getManagers().getImapHostManager(), LIMIT);
        while (Deadline.pause(LOOK)) {
            memory.trim();
        }
    }
}
