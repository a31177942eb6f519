package io.otklik.edge;

/** The messages that every contract shares. What only one contract says stands in that contract's package. */
public final class Messages {

    public static final Text REQUIRED = new Text("Это поле обязательно.", "This field is required.");
    public static final Text BLANK = new Text("Это поле не может быть пустым.", "This field may not be blank.");
    public static final Text NULL = new Text("Это поле не может быть пустым.", "This field may not be null.");
    public static final Text NOT_A_STRING = new Text("Значение должно быть строкой.", "Not a valid string.");
    public static final Text NOT_A_NUMBER = new Text("Введите правильное число.", "A valid integer is required.");
    public static final Text NOT_A_BOOLEAN =
            new Text("Значение должно быть true или false.", "Must be a valid boolean.");
    public static final Text NOT_A_TIME = new Text(
            "Неправильный формат даты и времени. Используйте ISO 8601.", "Datetime has wrong format. Use ISO 8601.");
    public static final Text NOT_A_UUID = new Text("Неверный UUID.", "Must be a valid UUID.");
    public static final Text NOT_A_LIST = new Text("Ожидается список.", "Expected a list of items.");
    public static final Text CONFLICT = new Text("Состояние уже изменилось.", "The state has changed meanwhile.");
    public static final Text PRECONDITION_FAILED = new Text(
            "Версия не совпадает с указанной в If-Match: данные изменились.",
            "The version is not the one of If-Match: the state has changed meanwhile.");
    public static final Text KEY_REUSED = new Text(
            "Этот ключ Idempotency-Key уже использован с другим запросом.",
            "This Idempotency-Key has been used with another request.");
    public static final Text EXPECTED_OBJECT = new Text("Ожидается объект.", "Expected an object.");
    public static final Text NUL = new Text("Нулевые символы не допускаются.", "Null characters are not allowed.");
    public static final Text NOT_UNICODE = new Text("Недопустимые символы Юникода.", "Invalid Unicode characters.");
    public static final Text NOT_AN_OBJECT =
            new Text("Тело запроса должно быть объектом JSON.", "The request body must be a JSON object.");
    public static final Text MALFORMED = new Text("Ошибка разбора JSON.", "JSON parse error.");
    public static final Text BROKEN_FORM = new Text("Ошибка разбора формы.", "Form parse error.");
    public static final Text INVALID = new Text("Ошибка проверки данных.", "Validation failed.");
    public static final Text UNAUTHENTICATED =
            new Text("Учетные данные не были предоставлены.", "Authentication credentials were not provided.");
    public static final Text TOKEN_NOT_VALID = Text.fixed("Token is invalid or expired");
    public static final Text FORBIDDEN = new Text(
            "У вас недостаточно прав для выполнения данного действия.",
            "You do not have permission to perform this action.");
    public static final Text NOT_FOUND = new Text("Не найдено.", "Not found.");
    public static final Text METHOD_NOT_ALLOWED = new Text("Метод не разрешен.", "Method not allowed.");
    public static final Text NOT_ACCEPTABLE = new Text(
            "Невозможно удовлетворить заголовок Accept запроса.", "Could not satisfy the request Accept header.");
    public static final Text UNSUPPORTED_MEDIA_TYPE =
            new Text("Неподдерживаемый тип данных в запросе.", "Unsupported media type in request.");
    public static final Text TOO_LARGE = new Text("Тело запроса слишком велико.", "The request body is too large.");
    public static final Text TOO_MANY_REQUESTS =
            new Text("Слишком много запросов. Повторите позже.", "Too many requests. Try again later.");
    public static final Text UNAVAILABLE = new Text(
            "Сервис временно недоступен. Повторите позже.", "The service is temporarily unavailable. Try again later.");
    public static final Text INTERNAL = new Text("Внутренняя ошибка сервера.", "Internal server error.");

    private Messages() {}

    /** Longer than allowed, counted in characters as PostgreSQL counts them. */
    public static Text tooLong(int max) {
        return new Text(
                "Убедитесь, что это значение содержит не более " + max + " символов.",
                "Ensure this field has no more than " + max + " characters.");
    }

    public static Text tooShort(int min) {
        return new Text(
                "Убедитесь, что это значение содержит не менее " + min + " символов.",
                "Ensure this field has at least " + min + " characters.");
    }

    public static Text tooMany(int max) {
        return new Text("Допускается не более " + max + " значений.", "No more than " + max + " items are allowed.");
    }

    public static Text outOfRange(long min, long max) {
        return new Text(
                "Допустимы значения от " + min + " до " + max + ".", "Must be between " + min + " and " + max + ".");
    }

    /** An enum value that is not one of the allowed ones (techsupport-v1.md, the tickets' {@code status} filter). */
    public static Text notOneOf(String allowed) {
        return new Text(
                "Недопустимое значение. Возможные значения: " + allowed, "Invalid value. Possible values: " + allowed);
    }
}
