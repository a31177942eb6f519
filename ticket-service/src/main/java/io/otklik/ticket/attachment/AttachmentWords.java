package io.otklik.ticket.attachment;

import io.otklik.edge.Text;

/** What is wrong with attachments, in words that all contracts share; the first ones are techsupport-v1.md's. */
public final class AttachmentWords {

    static final Text TOO_MANY = new Text(
            "Нельзя загружать больше " + Attachments.MAX_FILES + " вложений к обращению.",
            "No more than " + Attachments.MAX_FILES + " attachments per ticket.");
    static final Text TOO_MANY_UPLOADS = new Text(
            "Не больше " + Attachments.MAX_UNATTACHED
                    + " загруженных и не прикреплённых файлов. Прикрепите их или повторите позже.",
            "No more than " + Attachments.MAX_UNATTACHED
                    + " uploaded files that are not attached. Attach them or try again later.");
    static final Text BAD_NAME = new Text("Недопустимое имя файла.", "Invalid file name.");
    static final Text LONG_NAME = new Text(
            "Имя файла должно содержать не более " + Attachments.MAX_NAME + " символов.",
            "File names may have no more than " + Attachments.MAX_NAME + " characters.");
    static final Text NOT_USABLE = new Text(
            "Файл не найден, загружен не вами или уже прикреплён.",
            "The file is not there, is not your upload, or is attached already.");
    public static final Text NOT_A_FILE = new Text(
            "Загруженные данные не являются файлом. Отправьте их как multipart/form-data.",
            "The submitted data was not a file. Send it as multipart/form-data.");

    private AttachmentWords() {}

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
