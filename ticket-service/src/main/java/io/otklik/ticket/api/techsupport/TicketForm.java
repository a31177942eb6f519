package io.otklik.ticket.api.techsupport;

import io.otklik.edge.Fields;
import io.otklik.edge.Problem;
import io.otklik.events.Priority;
import io.otklik.ticket.attachment.AttachmentWords;
import io.otklik.ticket.attachment.Attachments;
import io.otklik.ticket.attachment.Upload;
import io.otklik.ticket.ticketing.NewTicket;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** What a client sends to file a ticket, as JSON or as a form (techsupport-v1.md, „Создание нового тикета“). */
record TicketForm(NewTicket ticket, List<Upload> uploads) {

    private static final String ORIGIN = "techsupport";
    private static final String ATTACHMENTS = "attachments";
    private static final int SUBJECT = 255;
    private static final int DESCRIPTION = 20_000;

    /** JSON holds no files: attachments in it are refused, lest they get lost. */
    static TicketForm of(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        NewTicket ticket = ticket(fields);
        if (!fields.list(ATTACHMENTS).isEmpty() || !fields.isGood(ATTACHMENTS)) {
            throw Problem.bareField(ATTACHMENTS, AttachmentWords.NOT_A_FILE);
        }
        return new TicketForm(ticket, List.of());
    }

    /** Files under other names than {@code attachments}, and parts without a name, are ignored, as unknown fields are. */
    static TicketForm of(MultipartFormDataInput form) {
        MultivaluedMap<String, String> texts = new MultivaluedHashMap<>();
        form.getValues().forEach((name, parts) -> parts.stream()
                .filter(part -> name != null && !part.isFileItem())
                .forEach(part -> texts.add(name, part.getValue())));
        NewTicket ticket = ticket(Fields.form(texts));
        if (texts.getOrDefault(ATTACHMENTS, List.of()).stream().anyMatch(text -> !text.isEmpty())) {
            throw Problem.bareField(ATTACHMENTS, AttachmentWords.NOT_A_FILE);
        }
        return new TicketForm(ticket, uploads(form.getValues().getOrDefault(ATTACHMENTS, List.of())));
    }

    private static NewTicket ticket(Fields fields) {
        String subject = fields.line("subject", SUBJECT);
        Long category = fields.number("category");
        String description = fields.text("description", DESCRIPTION);
        fields.verify();
        return new NewTicket(subject, description, category, Priority.NORMAL, ORIGIN);
    }

    private static List<Upload> uploads(Collection<FormValue> parts) {
        List<Upload> uploads = new ArrayList<>();
        for (FormValue part : parts) {
            if (part.isFileItem() && !isEmptyChoice(part)) {
                uploads.add(new Upload(part.getFileName(), part.getFileItem().getFile()));
            }
        }
        return uploads;
    }

    /** What a browser sends for a file field in which nothing was chosen. */
    private static boolean isEmptyChoice(FormValue file) {
        try {
            boolean named = file.getFileName() != null && !file.getFileName().isEmpty();
            return !named && file.getFileItem().getFileSize() == 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Schema(
            name = "NewTicket",
            requiredProperties = {"subject", "category", "description"})
    record Body(
            @Schema(minLength = 1, maxLength = SUBJECT, examples = "Не отображается страница")
            String subject,

            @Schema(examples = "1") long category,

            @Schema(minLength = 1, maxLength = DESCRIPTION, examples = "Вместо неё белый экран")
            String description) {}

    @Schema(
            name = "NewTicketForm",
            requiredProperties = {"subject", "category", "description"})
    record Multipart(
            @Schema(minLength = 1, maxLength = SUBJECT, examples = "Не отображается страница")
            String subject,

            @Schema(examples = "1") long category,

            @Schema(minLength = 1, maxLength = DESCRIPTION, examples = "Вместо неё белый экран")
            String description,

            @Schema(maxItems = Attachments.MAX_FILES) List<File> attachments) {}
}
