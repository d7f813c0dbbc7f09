using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HeatmapSite.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MailLanesAndProvenAddresses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_TwoFactorNotifications_NotBeforeUtcTicks",
                table: "TwoFactorNotifications"
            );

            migrationBuilder.DropColumn(name: "AnnouncementPending", table: "TwoFactorPolicies");

            migrationBuilder.AddColumn<string>(
                name: "LastEnabledEpoch",
                table: "TwoFactorPolicies",
                type: "TEXT",
                maxLength: 64,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "GroupKey",
                table: "TwoFactorNotifications",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: ""
            );

            migrationBuilder.AddColumn<int>(
                name: "Lane",
                table: "TwoFactorNotifications",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0
            );

            migrationBuilder.AddColumn<string>(
                name: "About",
                table: "TwoFactorDeliveries",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: ""
            );

            migrationBuilder.AddColumn<int>(
                name: "Uncertain",
                table: "TwoFactorDeliveries",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0
            );

            migrationBuilder.CreateTable(
                name: "EmailChanges",
                columns: table => new
                {
                    PersonId = table.Column<string>(type: "TEXT", nullable: false),
                    TokenHash = table.Column<string>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    SecurityStamp = table.Column<string>(type: "TEXT", nullable: false),
                    RequestedAt = table.Column<DateTimeOffset>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EmailChanges", x => x.PersonId);
                    table.ForeignKey(
                        name: "FK_EmailChanges_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_TwoFactorNotifications_Lane_NotBeforeUtcTicks",
                table: "TwoFactorNotifications",
                columns: new[] { "Lane", "NotBeforeUtcTicks" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_EmailChanges_TokenHash",
                table: "EmailChanges",
                column: "TokenHash",
                unique: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "EmailChanges");

            migrationBuilder.DropIndex(
                name: "IX_TwoFactorNotifications_Lane_NotBeforeUtcTicks",
                table: "TwoFactorNotifications"
            );

            migrationBuilder.DropColumn(name: "LastEnabledEpoch", table: "TwoFactorPolicies");

            migrationBuilder.DropColumn(name: "GroupKey", table: "TwoFactorNotifications");

            migrationBuilder.DropColumn(name: "Lane", table: "TwoFactorNotifications");

            migrationBuilder.DropColumn(name: "About", table: "TwoFactorDeliveries");

            migrationBuilder.DropColumn(name: "Uncertain", table: "TwoFactorDeliveries");

            migrationBuilder.AddColumn<bool>(
                name: "AnnouncementPending",
                table: "TwoFactorPolicies",
                type: "INTEGER",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.CreateIndex(
                name: "IX_TwoFactorNotifications_NotBeforeUtcTicks",
                table: "TwoFactorNotifications",
                column: "NotBeforeUtcTicks"
            );
        }
    }
}
