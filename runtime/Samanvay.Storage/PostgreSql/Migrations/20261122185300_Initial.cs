using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Samanvay.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    person = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    user_name = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    normalized_user_name = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    email = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    normalized_email = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    security_stamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phone_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "agencies",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    phone = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_agencies", x => new { x.city, x.id });
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    issued_at = table.Column<long>(type: "bigint", nullable: false),
                    issued_by = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    device = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    gateway = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    revoked_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "archived_operations",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    operation = table.Column<string>(type: "text", maxLength: 36, nullable: false, collation: "C"),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    archive = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    digest = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ended_at = table.Column<long>(type: "bigint", nullable: false),
                    archived_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_archived_operations", x => new { x.city, x.operation });
                });

            migrationBuilder.CreateTable(
                name: "bindings",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    targets = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bindings", x => new { x.city, x.kind, x.name });
                });

            migrationBuilder.CreateTable(
                name: "calendars",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendars", x => new { x.city, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cities",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    zone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    languages = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    mode = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    names = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "city_clock",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    mode = table.Column<int>(type: "integer", nullable: false),
                    speed = table.Column<double>(type: "double precision", nullable: false),
                    now = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_city_clock", x => x.city);
                });

            migrationBuilder.CreateTable(
                name: "clocks",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    operation = table.Column<string>(type: "text", maxLength: 36, nullable: false, collation: "C"),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    run = table.Column<int>(type: "integer", nullable: false),
                    work_item = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    element_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    role = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    level = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    metric = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    life_safety = table.Column<bool>(type: "boolean", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    at_risk_at = table.Column<long>(type: "bigint", nullable: true),
                    due_at = table.Column<long>(type: "bigint", nullable: true),
                    breached_at = table.Column<long>(type: "bigint", nullable: true),
                    stopped_at = table.Column<long>(type: "bigint", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_clocks", x => new { x.city, x.operation, x.key });
                });

            migrationBuilder.CreateTable(
                name: "devices",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    signal = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    unit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ward = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    gateway = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_devices", x => new { x.city, x.id });
                });

            migrationBuilder.CreateTable(
                name: "faults",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    operation = table.Column<string>(type: "text", maxLength: 36, nullable: false, collation: "C"),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    run = table.Column<int>(type: "integer", nullable: false),
                    element_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    message = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    retryable = table.Column<bool>(type: "boolean", nullable: false),
                    raised_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_faults", x => new { x.city, x.operation, x.key });
                });

            migrationBuilder.CreateTable(
                name: "handled_keys",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    answer = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handled_keys", x => new { x.city, x.key });
                });

            migrationBuilder.CreateTable(
                name: "history",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    operation = table.Column<string>(type: "text", maxLength: 36, nullable: false, collation: "C"),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_history", x => new { x.city, x.operation, x.sequence, x.at });
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    lane = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_at = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    claimed_until = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "migration_batches",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    to = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    plan = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    by = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_migration_batches", x => new { x.city, x.id });
                });

            migrationBuilder.CreateTable(
                name: "migration_lines",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    batch = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    operation = table.Column<string>(type: "text", maxLength: 36, nullable: false, collation: "C"),
                    run = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    element = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    message = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_migration_lines", x => new { x.city, x.batch, x.number });
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    person = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    operation = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    level = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    body = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    read_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notifications", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "observation_dedupe",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_observation_dedupe", x => new { x.city, x.source, x.id });
                });

            migrationBuilder.CreateTable(
                name: "observation_segments",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    first_at = table.Column<long>(type: "bigint", nullable: false),
                    last_at = table.Column<long>(type: "bigint", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_observation_segments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "operations",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", maxLength: 36, nullable: false, collation: "C"),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    severity = table.Column<int>(type: "integer", nullable: true),
                    opened_at = table.Column<long>(type: "bigint", nullable: true),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    ward = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    asset = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    dedupe_key = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    changed_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_operations", x => new { x.city, x.id });
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    operation = table.Column<string>(type: "text", maxLength: 36, nullable: false, collation: "C"),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    reply = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_at = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    agency = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    roles = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    email = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phone = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    active = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people", x => new { x.city, x.id });
                });

            migrationBuilder.CreateTable(
                name: "playbooks",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    digest = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    package = table.Column<byte[]>(type: "bytea", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    is_template = table.Column<bool>(type: "boolean", nullable: false),
                    binding = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    imported_at = table.Column<long>(type: "bigint", nullable: false),
                    imported_by = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    accepted_at = table.Column<long>(type: "bigint", nullable: true),
                    accepted_by = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    published_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_playbooks", x => new { x.city, x.id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "procedure_draft_saves",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    procedure = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    files = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_conflict = table.Column<bool>(type: "boolean", nullable: false),
                    by = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procedure_draft_saves", x => new { x.city, x.procedure, x.id });
                });

            migrationBuilder.CreateTable(
                name: "procedure_drafts",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    files = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    authors = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    edited_by = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    edited_at = table.Column<long>(type: "bigint", nullable: false),
                    reviewed_by = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    review_note = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procedure_drafts", x => new { x.city, x.id });
                });

            migrationBuilder.CreateTable(
                name: "procedure_versions",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    procedure = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    number = table.Column<int>(type: "integer", nullable: false),
                    files = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    parameters = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    published_at = table.Column<long>(type: "bigint", nullable: false),
                    published_by = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    approved_by = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    playbook = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    retired_at = table.Column<long>(type: "bigint", nullable: true),
                    retired_by = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procedure_versions", x => new { x.city, x.id });
                });

            migrationBuilder.CreateTable(
                name: "protection_keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    xml = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_protection_keys", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "retentions",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    procedure = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    days = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_retentions", x => new { x.city, x.procedure });
                });

            migrationBuilder.CreateTable(
                name: "review_comments",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    procedure = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    element_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    by = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review_comments", x => new { x.city, x.procedure, x.id });
                });

            migrationBuilder.CreateTable(
                name: "role_holders",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    role = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    person = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    order = table.Column<int>(type: "integer", nullable: false),
                    deputy = table.Column<bool>(type: "boolean", nullable: false),
                    hours = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_role_holders", x => new { x.city, x.role, x.person });
                });

            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    agency = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    calendar = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_roles", x => new { x.city, x.id });
                });

            migrationBuilder.CreateTable(
                name: "situation_states",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    rule = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    place = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<byte[]>(type: "bytea", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: true),
                    changes = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_situation_states", x => new { x.city, x.rule, x.place });
                });

            migrationBuilder.CreateTable(
                name: "timers",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    operation = table.Column<string>(type: "text", maxLength: 36, nullable: false, collation: "C"),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    generation = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    claimed_until = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_timers", x => new { x.city, x.operation, x.key });
                });

            migrationBuilder.CreateTable(
                name: "wards",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    geometry = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wards", x => new { x.city, x.id });
                });

            migrationBuilder.CreateTable(
                name: "work_items",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    operation = table.Column<string>(type: "text", maxLength: 36, nullable: false, collation: "C"),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    run = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    element_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    offered_at = table.Column<long>(type: "bigint", nullable: false),
                    acknowledged_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    acknowledged_at = table.Column<long>(type: "bigint", nullable: true),
                    subject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    trouble = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_items", x => new { x.city, x.operation, x.key });
                });

            migrationBuilder.CreateTable(
                name: "account_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    claim_type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    claim_value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_claims", x => x.id);
                    table.ForeignKey(
                        name: "FK_account_claims_accounts_user_id",
                        column: x => x.user_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    provider_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    provider_display_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    user_id = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "FK_account_logins_accounts_user_id",
                        column: x => x.user_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_tokens",
                columns: table => new
                {
                    user_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    login_provider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "FK_account_tokens_accounts_user_id",
                        column: x => x.user_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_account_claims_user_id",
                table: "account_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_account_logins_user_id",
                table: "account_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "accounts",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "IX_accounts_city_person",
                table: "accounts",
                columns: new[] { "city", "person" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "accounts",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_city",
                table: "api_keys",
                column: "city");

            migrationBuilder.CreateIndex(
                name: "IX_archived_operations_archive_city_operation",
                table: "archived_operations",
                columns: new[] { "archive", "city", "operation" });

            migrationBuilder.CreateIndex(
                name: "IX_clocks_city_started_at",
                table: "clocks",
                columns: new[] { "city", "started_at" });

            migrationBuilder.CreateIndex(
                name: "IX_devices_city_signal",
                table: "devices",
                columns: new[] { "city", "signal" });

            migrationBuilder.CreateIndex(
                name: "IX_handled_keys_at",
                table: "handled_keys",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_city_key",
                table: "inbox",
                columns: new[] { "city", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_delayed",
                table: "inbox",
                columns: new[] { "city", "lane" },
                filter: "next_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_parked",
                table: "inbox",
                columns: new[] { "city", "id" },
                filter: "status = 2");

            migrationBuilder.CreateIndex(
                name: "ix_migrations_open",
                table: "migration_batches",
                column: "city",
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_migration_lines_city_batch_state",
                table: "migration_lines",
                columns: new[] { "city", "batch", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_city_person_id",
                table: "notifications",
                columns: new[] { "city", "person", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_city_person_key",
                table: "notifications",
                columns: new[] { "city", "person", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_observation_dedupe_until",
                table: "observation_dedupe",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "IX_observation_segments_city_last_at",
                table: "observation_segments",
                columns: new[] { "city", "last_at" });

            migrationBuilder.CreateIndex(
                name: "IX_operations_city_opened_at",
                table: "operations",
                columns: new[] { "city", "opened_at" });

            migrationBuilder.CreateIndex(
                name: "ix_operations_ended",
                table: "operations",
                columns: new[] { "city", "ended_at", "id" },
                filter: "ended_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_operations_joinable",
                table: "operations",
                columns: new[] { "city", "dedupe_key" },
                filter: "dedupe_key IS NOT NULL AND ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_city_operation_key",
                table: "outbox",
                columns: new[] { "city", "operation", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_parked",
                table: "outbox",
                columns: new[] { "city", "id" },
                filter: "status = 2");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_waiting",
                table: "outbox",
                column: "next_at",
                filter: "status = 0");

            migrationBuilder.CreateIndex(
                name: "IX_procedure_draft_saves_city_procedure_at",
                table: "procedure_draft_saves",
                columns: new[] { "city", "procedure", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_procedure_versions_city_procedure_number",
                table: "procedure_versions",
                columns: new[] { "city", "procedure", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_situation_states_city_due_at",
                table: "situation_states",
                columns: new[] { "city", "due_at" },
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_timers_due",
                table: "timers",
                columns: new[] { "city", "due_at", "operation", "key" },
                filter: "reason IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_work_items_city_role",
                table: "work_items",
                columns: new[] { "city", "role" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_claims");

            migrationBuilder.DropTable(
                name: "account_logins");

            migrationBuilder.DropTable(
                name: "account_tokens");

            migrationBuilder.DropTable(
                name: "agencies");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "archived_operations");

            migrationBuilder.DropTable(
                name: "bindings");

            migrationBuilder.DropTable(
                name: "calendars");

            migrationBuilder.DropTable(
                name: "cities");

            migrationBuilder.DropTable(
                name: "city_clock");

            migrationBuilder.DropTable(
                name: "clocks");

            migrationBuilder.DropTable(
                name: "devices");

            migrationBuilder.DropTable(
                name: "faults");

            migrationBuilder.DropTable(
                name: "handled_keys");

            migrationBuilder.DropTable(
                name: "history");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "migration_batches");

            migrationBuilder.DropTable(
                name: "migration_lines");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropTable(
                name: "observation_dedupe");

            migrationBuilder.DropTable(
                name: "observation_segments");

            migrationBuilder.DropTable(
                name: "operations");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "playbooks");

            migrationBuilder.DropTable(
                name: "procedure_draft_saves");

            migrationBuilder.DropTable(
                name: "procedure_drafts");

            migrationBuilder.DropTable(
                name: "procedure_versions");

            migrationBuilder.DropTable(
                name: "protection_keys");

            migrationBuilder.DropTable(
                name: "retentions");

            migrationBuilder.DropTable(
                name: "review_comments");

            migrationBuilder.DropTable(
                name: "role_holders");

            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropTable(
                name: "situation_states");

            migrationBuilder.DropTable(
                name: "timers");

            migrationBuilder.DropTable(
                name: "wards");

            migrationBuilder.DropTable(
                name: "work_items");

            migrationBuilder.DropTable(
                name: "accounts");
        }
    }
}
