using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HeatmapSite.Data.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 64,
                nullable: true
            );

            migrationBuilder.AddColumn<long>(
                name: "EnforcedFromUtcTicks",
                table: "TwoFactorPolicies",
                type: "INTEGER",
                nullable: true
            );

            migrationBuilder.AddColumn<long>(
                name: "RemindedAtUtcTicks",
                table: "TwoFactorPolicies",
                type: "INTEGER",
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "ScheduledEpoch",
                table: "TwoFactorPolicies",
                type: "TEXT",
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
