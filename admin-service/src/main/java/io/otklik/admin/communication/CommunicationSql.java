package io.otklik.admin.communication;

/** The statements of {@link Communications}. */
final class CommunicationSql {

    private static final String VIEW = """
            select c.*, (select coalesce(array_agg(person_id order by person_id) filter (where is_participant), '{}')
                         from communication_reader where communication_id = c.id) participants
            from communication_reader r join communication c on c.id = r.communication_id
            where r.person_id = $1""";

    /** 1 person, 2 rows, 3 rows to pass over. Every row has the total; the only row of an empty page has nothing else. */
    static final String LIST = """
            select n.total, v.*
            from (select count(*) total from communication_reader where person_id = $1) n
            left join lateral (%s order by r.communication_id desc limit $2 offset $3) v on true
            order by v.id desc""".formatted(VIEW);

    /** 1 person, 2 communication. */
    static final String ONE = VIEW + " and c.id = $2";

    /** 1 uuid, 2 request or null, 3 and 4 departments, 5 subject, 6 content, 7 priority, 8 status, 9 sender, 10 time. */
    static final String INSERT = """
            insert into communication (uuid, request_id, from_department, to_department, subject, content, priority,
                                       status, sender_id, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id""";

    /** 1 communication, 2 sender, 3 participants. */
    static final String ADD_READERS = """
            insert into communication_reader (communication_id, person_id, is_participant)
            select $1, person, person = any($3) from (
                select distinct unnest(array_append($3::bigint[], $2::bigint)) person) people""";

    static final String REMOVE_READERS = "delete from communication_reader where communication_id = $1";

    /** 1 communication; 8 whether to change the request, 9 to what; the others new values, or null for what stays. */
    static final String UPDATE = """
            update communication set
                from_department = coalesce($2, from_department), to_department = coalesce($3, to_department),
                subject = coalesce($4, subject), content = coalesce($5, content), priority = coalesce($6, priority),
                status = coalesce($7, status), request_id = case when $8 then $9 else request_id end
            where id = $1""";

    static final String DELETE = "delete from communication where id = $1";

    private static final String BY_ANOTHER = """
            where id = $1 and sender_id <> $2 and status = any(%s)
              and exists (select from communication_reader where communication_id = $1 and person_id = $2)""";

    /** 1 communication, 2 the reader. What its sender does, makes it neither read nor replied. */
    static final String READ = "update communication set status = 'READ' " + BY_ANOTHER.formatted("'{PENDING}'");

    /** 1 communication, 2 who answers. */
    static final String REPLIED =
            "update communication set status = 'REPLIED' " + BY_ANOTHER.formatted("'{PENDING, READ}'");

    /** 1 the ids of deleted requests. */
    static final String FORGET = "delete from communication where request_id = any($1)";

    private CommunicationSql() {}
}
