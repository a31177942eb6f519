package io.otklik.acceptance;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;

/** A person's mail, read over IMAP from the suite's mail sink. */
final class Mailbox {

    /** What the tests look at of a mail; {@code text} and {@code html} are its two parts. */
    record Mail(String subject, String messageId, String references, String text, String html) {}

    private Mailbox() {}

    /** Waits until the person has so many mails, and returns them in the order of their arrival. */
    static List<Mail> await(Someone person, int count) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> read(person), mails -> mails.size() >= count);
    }

    static List<Mail> read(Someone person) {
        return read(person, Mailbox::mails);
    }

    /** The {@code Message-ID} of each mail that arrived, second copies included. */
    static List<String> messageIds(Someone person) {
        return read(person, inbox -> {
            FetchProfile wanted = new FetchProfile();
            wanted.add("Message-ID");
            Message[] messages = inbox.getMessages();
            inbox.fetch(messages, wanted);
            List<String> ids = new ArrayList<>();
            for (Message message : messages) {
                ids.add(header(message, "Message-ID"));
            }
            return ids;
        });
    }

    private static List<Mail> mails(Folder inbox) throws MessagingException {
        List<Mail> mails = new ArrayList<>();
        for (Message message : inbox.getMessages()) {
            mails.add(mail(message));
        }
        return mails;
    }

    /** What is looked for in an open folder. */
    private interface Look<T> {
        T at(Folder inbox) throws MessagingException;
    }

    private static <T> T read(Someone person, Look<T> look) {
        Properties properties = new Properties();
        properties.put("mail.imap.port", Integer.toString(Suite.running().port("OTKLIK_IMAP_PORT")));
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect("localhost", person.email(), person.email());
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                return look.at(inbox);
            }
        } catch (MessagingException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Mail mail(Message message) throws MessagingException {
        try {
            return new Mail(
                    message.getSubject(),
                    header(message, "Message-ID"),
                    header(message, "References"),
                    part(message, "text/plain"),
                    part(message, "text/html"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The content of the first part of the type; null when there is none. */
    private static String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return (String) part.getContent();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = part(parts.getBodyPart(i), type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static String header(Message message, String name) throws MessagingException {
        String[] values = message.getHeader(name);
        return values == null ? null : values[0];
    }
}
