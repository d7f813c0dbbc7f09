using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HeatmapSite.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PlannedEnforcement : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ChangeId",
                table: "TwoFactorPolicies",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true
            );

            migrationBuilder.AddColumn<long>(
                name: "EnforcedFromUtcTicks",
                table: "TwoFactorPolicies",
                type: "bigint",
                nullable: true
            );

            migrationBuilder.AddColumn<long>(
                name: "RemindedAtUtcTicks",
                table: "TwoFactorPolicies",
                type: "bigint",
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "ScheduledEpoch",
                table: "TwoFactorPolicies",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "ChangeId", table: "TwoFactorPolicies");

            migrationBuilder.DropColumn(name: "EnforcedFromUtcTicks", table: "TwoFactorPolicies");

            migrationBuilder.DropColumn(name: "RemindedAtUtcTicks", table: "TwoFactorPolicies");

            migrationBuilder.DropColumn(name: "ScheduledEpoch", table: "TwoFactorPolicies");
        }
    }
}
