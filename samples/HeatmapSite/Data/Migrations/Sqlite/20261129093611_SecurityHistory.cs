using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HeatmapSite.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SecurityHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "TwoFactorHistory",
                columns: table => new
                {
                    Key = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    ScopeKey = table.Column<string>(
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
                    EventId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    TimeUtcTicks = table.Column<long>(type: "INTEGER", nullable: false),
                    MemberKey = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    MemberId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AccountName = table.Column<string>(
                        type: "TEXT",
                        maxLength: 320,
                        nullable: false
                    ),
                    ActorKey = table.Column<string>(
                        type: "TEXT",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    ActorMemberId = table.Column<string>(
                        type: "TEXT",
                        maxLength: 200,
                        nullable: false
                    ),
                    ActorAccountName = table.Column<string>(
                        type: "TEXT",
                        maxLength: 320,
                        nullable: false
                    ),
                    Client = table.Column<string>(type: "TEXT", maxLength: 320, nullable: true),
                    Count = table.Column<int>(type: "INTEGER", nullable: true),
                    Removal = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TwoFactorHistory", x => x.Key);
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_TwoFactorHistory_ScopeKey_TimeUtcTicks_Key",
                table: "TwoFactorHistory",
                columns: new[] { "ScopeKey", "TimeUtcTicks", "Key" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_TwoFactorHistory_TimeUtcTicks",
                table: "TwoFactorHistory",
                column: "TimeUtcTicks"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "TwoFactorHistory");
        }
    }
}
