package io.otklik.ticket.api.techsupport;

import io.otklik.edge.Problem;
import io.otklik.edge.Text;
import io.otklik.ticket.attachment.Attachments;

/** What this contract says of attachments: plain strings under {@code attachments}, as its document shows the first. */
final class AttachmentTexts {

    static final Text TOO_MANY = new Text(
            "Нельзя загружать больше " + Attachments.MAX_FILES + " вложений к обращению.",
            "No more than " + Attachments.MAX_FILES + " attachments per ticket.");
    static final Text BAD_NAME = new Text("Недопустимое имя файла.", "Invalid file name.");
    static final Text LONG_NAME = new Text(
            "Имя файла должно содержать не более " + Attachments.MAX_NAME + " символов.",
            "File names may have no more than " + Attachments.MAX_NAME + " characters.");
    static final Text NOT_A_FILE = new Text(
            "Загруженные данные не являются файлом. Отправьте их как multipart/form-data.",
            "The submitted data was not a file. Send it as multipart/form-data.");

    private AttachmentTexts() {}

    static Problem refused(Text text) {
        return Problem.bareField("attachments", text);
    }

    static Text empty(String filename) {
        return new Text("Файл «" + filename + "» пуст.", "The file \"" + filename + "\" is empty.");
    }

    static Text tooLarge(String filename) {
        int megabytes = Attachments.MAX_SIZE >> 20;
        return new Text(
                "Файл «" + filename + "» больше " + megabytes + " МБ.",
                "The file \"" + filename + "\" is larger than " + megabytes + " MB.");
    }

    static Text typeNotAllowed(String filename) {
        return new Text(
                "Недопустимое расширение файла «" + filename
                        + "». Разрешены: .jpg, .jpeg, .png, .webp, .txt, .log, .docx, .pdf, .xlsx.",
                "The extension of \"" + filename
                        + "\" is not allowed. Allowed: .jpg, .jpeg, .png, .webp, .txt, .log, .docx, .pdf, .xlsx.");
    }

    static Text contentDiffers(String filename) {
        return new Text(
                "Содержимое файла «" + filename + "» не соответствует его расширению.",
                "The content of \"" + filename + "\" does not match its extension.");
    }
}
