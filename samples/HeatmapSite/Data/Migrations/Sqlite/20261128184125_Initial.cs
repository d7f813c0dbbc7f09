using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HeatmapSite.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table
                        .Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FriendlyName = table.Column<string>(type: "TEXT", nullable: true),
                    Xml = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "People",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    DisplayName = table.Column<string>(
                        type: "TEXT",
                        maxLength: 80,
                        nullable: false
                    ),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: false),
                    SecurityStamp = table.Column<string>(type: "TEXT", nullable: false),
                    IsSupport = table.Column<bool>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_People", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Profiles",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    OwnerMemberId = table.Column<string>(type: "TEXT", nullable: false),
                    Stamp = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Profiles", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "SecurityEvents",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Ticks = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    IsAccount = table.Column<bool>(type: "INTEGER", nullable: false),
                    ScopeId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ScopeStamp = table.Column<string>(
                        type: "TEXT",
                        maxLength: 200,
                        nullable: false
                    ),
                    MemberId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AccountName = table.Column<string>(
                        type: "TEXT",
                        maxLength: 320,
                        nullable: false
                    ),
                    ActorId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    Client = table.Column<string>(type: "TEXT", nullable: true),
                    Count = table.Column<int>(type: "INTEGER", nullable: true),
                    Removal = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SecurityEvents", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "TwoFactorBindings",
                columns: table => new
                {
                    Key = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    EpochKey = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    ScopeKind = table.Column<int>(type: "INTEGER", nullable: false),
                    ScopeId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ScopeStamp = table.Column<string>(
                        type: "TEXT",
                        maxLength: 100,
                        nullable: false
                    ),
                    Epoch = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    MemberId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    MemberStamp = table.Column<string>(
                        type: "TEXT",
                        maxLength: 100,
                        nullable: false
                    ),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    LockedUntilUtcTicks = table.Column<long>(type: "INTEGER", nullable: true),
                    SpentSignIns = table.Column<string>(type: "TEXT", nullable: true),
                    BindingId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ProtectedSecret = table.Column<byte[]>(type: "BLOB", nullable: true),
                    LastAcceptedStep = table.Column<long>(type: "INTEGER", nullable: true),
                    BoundAtUtcTicks = table.Column<long>(type: "INTEGER", nullable: true),
                    BackupCodeSalt = table.Column<byte[]>(type: "BLOB", nullable: true),
                    BackupCodeIterations = table.Column<int>(type: "INTEGER", nullable: true),
                    BackupCodeHashes = table.Column<string>(type: "TEXT", nullable: true),
                    PendingBindingId = table.Column<string>(
                        type: "TEXT",
                        maxLength: 64,
                        nullable: true
                    ),
                    PendingProtectedSecret = table.Column<byte[]>(type: "BLOB", nullable: true),
                    PendingReplacesBindingId = table.Column<string>(
                        type: "TEXT",
                        maxLength: 64,
                        nullable: true
                    ),
                    PendingCallerHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    PendingOwnerMemberId = table.Column<string>(
                        type: "TEXT",
                        maxLength: 200,
                        nullable: true
                    ),
                    PendingExpiresAtUtcTicks = table.Column<long>(type: "INTEGER", nullable: true),
                    PendingLastAcceptedStep = table.Column<long>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TwoFactorBindings", x => x.Key);
                }
            );

            migrationBuilder.CreateTable(
                name: "TwoFactorDeliveries",
                columns: table => new
                {
                    Key = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    JobKey = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    JobId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Settled = table.Column<bool>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NotBeforeUtcTicks = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TwoFactorDeliveries", x => x.Key);
                }
            );

            migrationBuilder.CreateTable(
                name: "TwoFactorNotifications",
                columns: table => new
                {
                    Key = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    JobId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    NotBeforeUtcTicks = table.Column<long>(type: "INTEGER", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TwoFactorNotifications", x => x.Key);
                }
            );

            migrationBuilder.CreateTable(
                name: "TwoFactorPolicies",
                columns: table => new
                {
                    Key = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    ScopeKind = table.Column<int>(type: "INTEGER", nullable: false),
                    ScopeId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ScopeStamp = table.Column<string>(
                        type: "TEXT",
                        maxLength: 100,
                        nullable: false
                    ),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    Epoch = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ChangedAtUtcTicks = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AnnouncementPending = table.Column<bool>(type: "INTEGER", nullable: false),
                    RetiredEpochs = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TwoFactorPolicies", x => x.Key);
                }
            );

            migrationBuilder.CreateTable(
                name: "Heatmaps",
                columns: table => new
                {
                    ProfileId = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    PageUrl = table.Column<string>(type: "TEXT", nullable: false),
                    Snapshot = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Heatmaps", x => new { x.ProfileId, x.Id });
                    table.ForeignKey(
                        name: "FK_Heatmaps_Profiles_ProfileId",
                        column: x => x.ProfileId,
                        principalTable: "Profiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Invitations",
                columns: table => new
                {
                    TokenHash = table.Column<string>(type: "TEXT", nullable: false),
                    ProfileId = table.Column<string>(type: "TEXT", nullable: false),
                    MemberId = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invitations", x => x.TokenHash);
                    table.ForeignKey(
                        name: "FK_Invitations_Profiles_ProfileId",
                        column: x => x.ProfileId,
                        principalTable: "Profiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Memberships",
                columns: table => new
                {
                    MemberId = table.Column<string>(type: "TEXT", nullable: false),
                    ProfileId = table.Column<string>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    PersonId = table.Column<string>(type: "TEXT", nullable: true),
                    InvitedAt = table.Column<DateTimeOffset>(type: "TEXT", nullable: false),
                    ActivatedAt = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Memberships", x => x.MemberId);
                    table.ForeignKey(
                        name: "FK_Memberships_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id"
                    );
                    table.ForeignKey(
                        name: "FK_Memberships_Profiles_ProfileId",
                        column: x => x.ProfileId,
                        principalTable: "Profiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "ClickSpots",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ProfileId = table.Column<string>(type: "TEXT", nullable: false),
                    HeatmapId = table.Column<string>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Element = table.Column<string>(type: "TEXT", nullable: false),
                    X = table.Column<int>(type: "INTEGER", nullable: false),
                    Y = table.Column<int>(type: "INTEGER", nullable: false),
                    Clicks = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClickSpots", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ClickSpots_Heatmaps_ProfileId_HeatmapId",
                        columns: x => new { x.ProfileId, x.HeatmapId },
                        principalTable: "Heatmaps",
                        principalColumns: new[] { "ProfileId", "Id" },
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "HeatmapLinks",
                columns: table => new
                {
                    Token = table.Column<string>(type: "TEXT", nullable: false),
                    ProfileId = table.Column<string>(type: "TEXT", nullable: false),
                    HeatmapId = table.Column<string>(type: "TEXT", nullable: false),
                    Access = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    RevokedAt = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HeatmapLinks", x => x.Token);
                    table.ForeignKey(
                        name: "FK_HeatmapLinks_Heatmaps_ProfileId_HeatmapId",
                        columns: x => new { x.ProfileId, x.HeatmapId },
                        principalTable: "Heatmaps",
                        principalColumns: new[] { "ProfileId", "Id" },
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "FK_HeatmapLinks_Profiles_ProfileId",
                        column: x => x.ProfileId,
                        principalTable: "Profiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_ClickSpots_ProfileId_HeatmapId_Day",
                table: "ClickSpots",
                columns: new[] { "ProfileId", "HeatmapId", "Day" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_HeatmapLinks_ProfileId_HeatmapId",
                table: "HeatmapLinks",
                columns: new[] { "ProfileId", "HeatmapId" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_ProfileId",
                table: "Invitations",
                column: "ProfileId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_PersonId",
                table: "Memberships",
                column: "PersonId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_ProfileId_Email",
                table: "Memberships",
                columns: new[] { "ProfileId", "Email" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_ProfileId_PersonId",
                table: "Memberships",
                columns: new[] { "ProfileId", "PersonId" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_People_Email",
                table: "People",
                column: "Email",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_SecurityEvents_IsAccount_ScopeId_ScopeStamp_Id",
                table: "SecurityEvents",
                columns: new[] { "IsAccount", "ScopeId", "ScopeStamp", "Id" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_TwoFactorBindings_EpochKey_Key",
                table: "TwoFactorBindings",
                columns: new[] { "EpochKey", "Key" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_TwoFactorDeliveries_JobKey_Key",
                table: "TwoFactorDeliveries",
                columns: new[] { "JobKey", "Key" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_TwoFactorNotifications_NotBeforeUtcTicks",
                table: "TwoFactorNotifications",
                column: "NotBeforeUtcTicks"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "ClickSpots");

            migrationBuilder.DropTable(name: "DataProtectionKeys");

            migrationBuilder.DropTable(name: "HeatmapLinks");

            migrationBuilder.DropTable(name: "Invitations");

            migrationBuilder.DropTable(name: "Memberships");

            migrationBuilder.DropTable(name: "SecurityEvents");

            migrationBuilder.DropTable(name: "TwoFactorBindings");

            migrationBuilder.DropTable(name: "TwoFactorDeliveries");

            migrationBuilder.DropTable(name: "TwoFactorNotifications");

            migrationBuilder.DropTable(name: "TwoFactorPolicies");

            migrationBuilder.DropTable(name: "Heatmaps");

            migrationBuilder.DropTable(name: "People");

            migrationBuilder.DropTable(name: "Profiles");
        }
    }
}
