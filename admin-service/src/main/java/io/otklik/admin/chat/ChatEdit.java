package io.otklik.admin.chat;

import java.util.Optional;

/** What to change of a chat; what is empty stays. The name's length has been checked by the contract. */
public record ChatEdit(Optional<String> name, Optional<ChatType> type, Optional<Boolean> active) {}
