package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailMemoryTest {
    @Test
    void trim_forgetsTheOldestOfAllBoxes() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            for (int i = 0; i < 12; i++) {
                GreenMailUtil.sendTextEmail(
                        i % 2 == 0 ? "anna@example.com" : "boris@example.com",
                        "desk@example.com",
                        "subject " + i,
                        "text",
                        mail.getSmtp().getServerSetup());
            }

            new MailMemory(
                            mail.getManagers().getUserManager(),
                            mail.getManagers().getImapHostManager(),
                            10)
                    .trim();

            List<String> kept = Arrays.stream(mail.getReceivedMessages())
                    .map(MailMemoryTest::subject)
                    .toList();
            assertEquals(9, kept.size());
            assertFalse(kept.contains("subject 0"));
        } finally {
            mail.stop();
        }
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
