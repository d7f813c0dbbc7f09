using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HeatmapSite.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class VerifiedWindows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "WindowGeneration",
                table: "TwoFactorPolicies",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "Windows",
                table: "TwoFactorBindings",
                type: "text",
                nullable: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "WindowGeneration", table: "TwoFactorPolicies");

            migrationBuilder.DropColumn(name: "Windows", table: "TwoFactorBindings");
        }
    }
}
