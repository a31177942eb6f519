package io.otklik.standalone;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Folder;
import jakarta.mail.Header;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The mail sink under a test. What it holds is lost when it is stopped. */
public final class RealMail {
    private final int smtpPort;
    private final int imapPort;
    private final RealPart part;

    RealMail(int smtpPort, int imapPort, RealPart part) {
        this.smtpPort = smtpPort;
        this.imapPort = imapPort;
        this.part = part;
    }

    /** One message as received; {@code text} and {@code html} are empty where it has no such part. */
    public record Received(
            String messageId,
            String from,
            List<String> to,
            String subject,
            String text,
            String html,
            Map<String, String> headers) {}

    /** In the order of their arrival; the address's case does not matter. */
    public List<Received> messages(String address) {
        Properties properties = new Properties();
        properties.setProperty("mail.imap.connectiontimeout", "5000");
        properties.setProperty("mail.imap.timeout", "5000");
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect("localhost", imapPort, address, address);
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                List<Received> received = new ArrayList<>();
                for (Message message : inbox.getMessages()) {
                    received.add(read(message));
                }
                return List.copyOf(received);
            }
        } catch (MessagingException e) {
            throw new IllegalStateException("cannot read the mail of " + address, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for at least so many; fails with what there is when the limit passes. */
    public List<Received> await(String address, int count, Duration limit) {
        if (!Deadline.in(limit).reached(() -> messages(address).size() >= count)) {
            throw new AssertionError(
                    "%s has not got %d messages within %s but %s".formatted(address, count, limit, messages(address)));
        }
        return messages(address);
    }

    public int smtpPort() {
        return smtpPort;
    }

    public void stop() {
        part.stop();
    }

    public void start() {
        part.start();
    }

    private static Received read(Message message) throws MessagingException, IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.put(header.getName(), header.getValue());
        }
        Map<String, String> bodies = new LinkedHashMap<>();
        collect(message, bodies);
        Address[] to = message.getRecipients(Message.RecipientType.TO);
        return new Received(
                headers.getOrDefault("Message-ID", ""),
                headers.getOrDefault("From", ""),
                to == null
                        ? List.of()
                        : Arrays.stream(to).map(Address::toString).toList(),
                message.getSubject() == null ? "" : message.getSubject(),
                bodies.getOrDefault("text", ""),
                bodies.getOrDefault("html", ""),
                Collections.unmodifiableMap(headers));
    }

    private static void collect(Part part, Map<String, String> bodies) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*")) {
            Multipart multipart = (Multipart) part.getContent();
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart body = multipart.getBodyPart(i);
                collect(body, bodies);
            }
        } else if (part.isMimeType("text/html")) {
            bodies.putIfAbsent("html", part.getContent().toString());
        } else if (part.isMimeType("text/plain")) {
            bodies.putIfAbsent("text", part.getContent().toString());
        }
    }
}
