export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  public: {
    Tables: {
      agent_actions_log: {
        Row: {
          action_type: string;
          agent_instance_id: string | null;
          agent_type: string;
          attempts: number | null;
          cache_read_tokens: number | null;
          cache_write_1h_tokens: number | null;
          cache_write_tokens: number | null;
          context_id: string | null;
          context_type: string | null;
          cost_usd: number | null;
          created_at: string;
          error: string | null;
          id: string;
          input_data: Json | null;
          input_tokens: number | null;
          latency_ms: number | null;
          lease_token: string | null;
          model_used: string | null;
          outcome: string | null;
          output_data: Json | null;
          output_tokens: number | null;
          prompt_hash: string | null;
          prompt_version: string | null;
          request_id: string | null;
          settled_at: string | null;
          status: string;
          stop_reason: string | null;
          task_id: string | null;
          tenant_id: string;
          thinking_tokens: number | null;
          trace_id: string | null;
          user_id: string | null;
          web_searches: number | null;
        };
        ComputedFields: never;
        Insert: {
          action_type: string;
          agent_instance_id?: string | null;
          agent_type: string;
          attempts?: number | null;
          cache_read_tokens?: number | null;
          cache_write_1h_tokens?: number | null;
          cache_write_tokens?: number | null;
          context_id?: string | null;
          context_type?: string | null;
          cost_usd?: number | null;
          created_at?: string;
          error?: string | null;
          id?: string;
          input_data?: Json | null;
          input_tokens?: number | null;
          latency_ms?: number | null;
          lease_token?: string | null;
          model_used?: string | null;
          outcome?: string | null;
          output_data?: Json | null;
          output_tokens?: number | null;
          prompt_hash?: string | null;
          prompt_version?: string | null;
          request_id?: string | null;
          settled_at?: string | null;
          status?: string;
          stop_reason?: string | null;
          task_id?: string | null;
          tenant_id: string;
          thinking_tokens?: number | null;
          trace_id?: string | null;
          user_id?: string | null;
          web_searches?: number | null;
        };
        Update: {
          action_type?: string;
          agent_instance_id?: string | null;
          agent_type?: string;
          attempts?: number | null;
          cache_read_tokens?: number | null;
          cache_write_1h_tokens?: number | null;
          cache_write_tokens?: number | null;
          context_id?: string | null;
          context_type?: string | null;
          cost_usd?: number | null;
          created_at?: string;
          error?: string | null;
          id?: string;
          input_data?: Json | null;
          input_tokens?: number | null;
          latency_ms?: number | null;
          lease_token?: string | null;
          model_used?: string | null;
          outcome?: string | null;
          output_data?: Json | null;
          output_tokens?: number | null;
          prompt_hash?: string | null;
          prompt_version?: string | null;
          request_id?: string | null;
          settled_at?: string | null;
          status?: string;
          stop_reason?: string | null;
          task_id?: string | null;
          tenant_id?: string;
          thinking_tokens?: number | null;
          trace_id?: string | null;
          user_id?: string | null;
          web_searches?: number | null;
        };
        Relationships: [
          {
            foreignKeyName: "agent_actions_log_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "agent_actions_log_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      agent_instances: {
        Row: {
          agent_type: string;
          config_json: NonNullable<Json>;
          created_at: string;
          id: string;
          last_active_at: string;
          max_tokens: number;
          model: string;
          prompt_version: string | null;
          status: string;
          tenant_id: string | null;
          terminated_at: string | null;
          user_id: string | null;
          weight: number;
        };
        ComputedFields: never;
        Insert: {
          agent_type: string;
          config_json?: NonNullable<Json>;
          created_at?: string;
          id?: string;
          last_active_at?: string;
          max_tokens?: number;
          model: string;
          prompt_version?: string | null;
          status?: string;
          tenant_id?: string | null;
          terminated_at?: string | null;
          user_id?: string | null;
          weight?: number;
        };
        Update: {
          agent_type?: string;
          config_json?: NonNullable<Json>;
          created_at?: string;
          id?: string;
          last_active_at?: string;
          max_tokens?: number;
          model?: string;
          prompt_version?: string | null;
          status?: string;
          tenant_id?: string | null;
          terminated_at?: string | null;
          user_id?: string | null;
          weight?: number;
        };
        Relationships: [
          {
            foreignKeyName: "agent_instances_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "agent_instances_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      agent_tasks: {
        Row: {
          agent_type: string;
          arrival: number;
          blocking: boolean;
          caused_by: string | null;
          completed_at: string | null;
          context_id: string | null;
          context_json: NonNullable<Json>;
          context_type: string | null;
          created_at: string;
          created_by: string | null;
          debounced: boolean;
          dedupe_key: string | null;
          error_log: string | null;
          errors: NonNullable<Json>;
          event_ids: string[];
          failing_since: string | null;
          hop: number;
          id: string;
          lane_key: string;
          last_attempted_at: string | null;
          lease_token: string | null;
          max_retries: number;
          merged_count: number;
          priority: string;
          refusal: string | null;
          rerun_count: number;
          result_json: Json | null;
          retry_count: number;
          scheduled_for: string;
          seq: number | null;
          snooze_count: number;
          started_at: string | null;
          status: string;
          task_type: string;
          tenant_id: string;
          trace_id: string;
          user_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          agent_type: string;
          arrival?: never;
          blocking?: boolean;
          caused_by?: string | null;
          completed_at?: string | null;
          context_id?: string | null;
          context_json: NonNullable<Json>;
          context_type?: string | null;
          created_at?: string;
          created_by?: string | null;
          debounced?: boolean;
          dedupe_key?: string | null;
          error_log?: string | null;
          errors?: NonNullable<Json>;
          event_ids?: string[];
          failing_since?: string | null;
          hop?: number;
          id?: string;
          lane_key: string;
          last_attempted_at?: string | null;
          lease_token?: string | null;
          max_retries?: number;
          merged_count?: number;
          priority?: string;
          refusal?: string | null;
          rerun_count?: number;
          result_json?: Json | null;
          retry_count?: number;
          scheduled_for: string;
          seq?: number | null;
          snooze_count?: number;
          started_at?: string | null;
          status?: string;
          task_type: string;
          tenant_id: string;
          trace_id?: string;
          user_id?: string | null;
        };
        Update: {
          agent_type?: string;
          arrival?: never;
          blocking?: boolean;
          caused_by?: string | null;
          completed_at?: string | null;
          context_id?: string | null;
          context_json?: NonNullable<Json>;
          context_type?: string | null;
          created_at?: string;
          created_by?: string | null;
          debounced?: boolean;
          dedupe_key?: string | null;
          error_log?: string | null;
          errors?: NonNullable<Json>;
          event_ids?: string[];
          failing_since?: string | null;
          hop?: number;
          id?: string;
          lane_key?: string;
          last_attempted_at?: string | null;
          lease_token?: string | null;
          max_retries?: number;
          merged_count?: number;
          priority?: string;
          refusal?: string | null;
          rerun_count?: number;
          result_json?: Json | null;
          retry_count?: number;
          scheduled_for?: string;
          seq?: number | null;
          snooze_count?: number;
          started_at?: string | null;
          status?: string;
          task_type?: string;
          tenant_id?: string;
          trace_id?: string;
          user_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "agent_tasks_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "agent_tasks_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      alert_channels: {
        Row: {
          address: string;
          created_at: string;
          id: string;
          is_on: boolean;
          kind: string;
          off_reason: string | null;
          secret_name: string | null;
          severity_least: string;
          step: string;
          tenant_id: string;
        };
        ComputedFields: never;
        Insert: {
          address: string;
          created_at?: string;
          id?: string;
          is_on?: boolean;
          kind: string;
          off_reason?: string | null;
          secret_name?: string | null;
          severity_least?: string;
          step?: string;
          tenant_id: string;
        };
        Update: {
          address?: string;
          created_at?: string;
          id?: string;
          is_on?: boolean;
          kind?: string;
          off_reason?: string | null;
          secret_name?: string | null;
          severity_least?: string;
          step?: string;
          tenant_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "alert_channels_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
        ];
      };
      alert_deliveries: {
        Row: {
          alert_id: string;
          attempts: number;
          channel_id: string;
          created_at: string;
          delivered_at: string | null;
          id: string;
          last_error: string | null;
          lease_token: string | null;
          nth: number;
          occasion: string;
          status: string;
          tenant_id: string;
        };
        ComputedFields: never;
        Insert: {
          alert_id: string;
          attempts?: number;
          channel_id: string;
          created_at?: string;
          delivered_at?: string | null;
          id?: string;
          last_error?: string | null;
          lease_token?: string | null;
          nth?: number;
          occasion: string;
          status?: string;
          tenant_id: string;
        };
        Update: {
          alert_id?: string;
          attempts?: number;
          channel_id?: string;
          created_at?: string;
          delivered_at?: string | null;
          id?: string;
          last_error?: string | null;
          lease_token?: string | null;
          nth?: number;
          occasion?: string;
          status?: string;
          tenant_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "alert_deliveries_tenant_id_alert_id_fkey";
            columns: ["tenant_id", "alert_id"];
            isOneToOne: false;
            referencedRelation: "alerts";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "alert_deliveries_tenant_id_channel_id_fkey";
            columns: ["tenant_id", "channel_id"];
            isOneToOne: false;
            referencedRelation: "alert_channels";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      alerts: {
        Row: {
          acknowledged_at: string | null;
          acknowledged_by: string | null;
          announced_at: string | null;
          escalated_at: string | null;
          escalations_count: number;
          id: string;
          kind: string;
          last_seen_at: string;
          raised_at: string;
          resolved_at: string | null;
          subject: string;
          subject_count: number;
          tenant_id: string;
        };
        ComputedFields: never;
        Insert: {
          acknowledged_at?: string | null;
          acknowledged_by?: string | null;
          announced_at?: string | null;
          escalated_at?: string | null;
          escalations_count?: number;
          id?: string;
          kind: string;
          last_seen_at?: string;
          raised_at?: string;
          resolved_at?: string | null;
          subject?: string;
          subject_count: number;
          tenant_id: string;
        };
        Update: {
          acknowledged_at?: string | null;
          acknowledged_by?: string | null;
          announced_at?: string | null;
          escalated_at?: string | null;
          escalations_count?: number;
          id?: string;
          kind?: string;
          last_seen_at?: string;
          raised_at?: string;
          resolved_at?: string | null;
          subject?: string;
          subject_count?: number;
          tenant_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "alerts_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
        ];
      };
      analysis_results: {
        Row: {
          analysis_type: string;
          chat_score: number | null;
          created_at: string;
          id: string;
          improvement_areas: string[];
          insights: NonNullable<Json>;
          message_range: NonNullable<Json>;
          strengths_identified: string[];
          tenant_id: string;
          triggered_milestone: boolean;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          analysis_type: string;
          chat_score?: number | null;
          created_at?: string;
          id?: string;
          improvement_areas?: string[];
          insights?: NonNullable<Json>;
          message_range: NonNullable<Json>;
          strengths_identified?: string[];
          tenant_id: string;
          triggered_milestone?: boolean;
          user_id: string;
        };
        Update: {
          analysis_type?: string;
          chat_score?: number | null;
          created_at?: string;
          id?: string;
          improvement_areas?: string[];
          insights?: NonNullable<Json>;
          message_range?: NonNullable<Json>;
          strengths_identified?: string[];
          tenant_id?: string;
          triggered_milestone?: boolean;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "analysis_results_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      assistant_settings: {
        Row: {
          created_at: string;
          knowledge: string;
          tenant_id: string;
          tone: string;
          updated_at: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          knowledge?: string;
          tenant_id: string;
          tone?: string;
          updated_at?: string;
        };
        Update: {
          created_at?: string;
          knowledge?: string;
          tenant_id?: string;
          tone?: string;
          updated_at?: string;
        };
        Relationships: [
          {
            foreignKeyName: "assistant_settings_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: true;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
        ];
      };
      community_requests: {
        Row: {
          category: string | null;
          closed_loop_at: string | null;
          closed_loop_message: string | null;
          closed_reason: string | null;
          context_id: string | null;
          context_type: string | null;
          created_at: string;
          declined_user_ids: string[];
          desired_outcome: string | null;
          expertise_needed: string[] | null;
          expires_at: string;
          id: string;
          question: string;
          request_summary: string | null;
          requester_context: string | null;
          requesting_agent_type: string;
          requesting_user_id: string | null;
          responses_count: number;
          status: string;
          target_user_ids: string[] | null;
          tenant_id: string;
          urgency: string;
        };
        ComputedFields: never;
        Insert: {
          category?: string | null;
          closed_loop_at?: string | null;
          closed_loop_message?: string | null;
          closed_reason?: string | null;
          context_id?: string | null;
          context_type?: string | null;
          created_at?: string;
          declined_user_ids?: string[];
          desired_outcome?: string | null;
          expertise_needed?: string[] | null;
          expires_at?: string;
          id?: string;
          question: string;
          request_summary?: string | null;
          requester_context?: string | null;
          requesting_agent_type: string;
          requesting_user_id?: string | null;
          responses_count?: number;
          status?: string;
          target_user_ids?: string[] | null;
          tenant_id: string;
          urgency?: string;
        };
        Update: {
          category?: string | null;
          closed_loop_at?: string | null;
          closed_loop_message?: string | null;
          closed_reason?: string | null;
          context_id?: string | null;
          context_type?: string | null;
          created_at?: string;
          declined_user_ids?: string[];
          desired_outcome?: string | null;
          expertise_needed?: string[] | null;
          expires_at?: string;
          id?: string;
          question?: string;
          request_summary?: string | null;
          requester_context?: string | null;
          requesting_agent_type?: string;
          requesting_user_id?: string | null;
          responses_count?: number;
          status?: string;
          target_user_ids?: string[] | null;
          tenant_id?: string;
          urgency?: string;
        };
        Relationships: [
          {
            foreignKeyName: "community_requests_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "community_requests_tenant_id_requesting_user_id_fkey";
            columns: ["tenant_id", "requesting_user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      community_responses: {
        Row: {
          answered_at: string;
          closed_loop_at: string | null;
          closed_loop_message: string | null;
          created_at: string;
          credited_at: string | null;
          credits_awarded: number | null;
          id: string;
          impact_description: string | null;
          request_id: string;
          response_text: string;
          status: string;
          tenant_id: string;
          usefulness_score: number | null;
          user_id: string;
          verbatim_answer: string;
          verdict: string | null;
        };
        ComputedFields: never;
        Insert: {
          answered_at?: string;
          closed_loop_at?: string | null;
          closed_loop_message?: string | null;
          created_at?: string;
          credited_at?: string | null;
          credits_awarded?: number | null;
          id?: string;
          impact_description?: string | null;
          request_id: string;
          response_text: string;
          status?: string;
          tenant_id: string;
          usefulness_score?: number | null;
          user_id: string;
          verbatim_answer: string;
          verdict?: string | null;
        };
        Update: {
          answered_at?: string;
          closed_loop_at?: string | null;
          closed_loop_message?: string | null;
          created_at?: string;
          credited_at?: string | null;
          credits_awarded?: number | null;
          id?: string;
          impact_description?: string | null;
          request_id?: string;
          response_text?: string;
          status?: string;
          tenant_id?: string;
          usefulness_score?: number | null;
          user_id?: string;
          verbatim_answer?: string;
          verdict?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "community_responses_tenant_id_request_id_fkey";
            columns: ["tenant_id", "request_id"];
            isOneToOne: false;
            referencedRelation: "community_requests";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "community_responses_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      consent_events: {
        Row: {
          created_at: string;
          id: string;
          kind: string;
          message_id: string | null;
          source: string;
          tenant_id: string;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          id?: string;
          kind: string;
          message_id?: string | null;
          source: string;
          tenant_id: string;
          user_id: string;
        };
        Update: {
          created_at?: string;
          id?: string;
          kind?: string;
          message_id?: string | null;
          source?: string;
          tenant_id?: string;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "consent_events_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      conversations: {
        Row: {
          channel: string;
          conversation_summary: string | null;
          created_at: string;
          id: string;
          is_archived: boolean | null;
          last_inbound_position: number;
          last_message_at: string | null;
          last_position: number;
          last_summary_message_id: string | null;
          messages_since_summary: number;
          metadata: NonNullable<Json>;
          phone_number: string | null;
          sender_id: string | null;
          status: string;
          summary_position: number;
          tenant_id: string;
          title: string | null;
          told_to_wait_at: string | null;
          updated_at: string;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          channel?: string;
          conversation_summary?: string | null;
          created_at?: string;
          id?: string;
          is_archived?: never;
          last_inbound_position?: number;
          last_message_at?: string | null;
          last_position?: number;
          last_summary_message_id?: string | null;
          messages_since_summary?: number;
          metadata?: NonNullable<Json>;
          phone_number?: string | null;
          sender_id?: string | null;
          status?: string;
          summary_position?: number;
          tenant_id: string;
          title?: string | null;
          told_to_wait_at?: string | null;
          updated_at?: string;
          user_id: string;
        };
        Update: {
          channel?: string;
          conversation_summary?: string | null;
          created_at?: string;
          id?: string;
          is_archived?: never;
          last_inbound_position?: number;
          last_message_at?: string | null;
          last_position?: number;
          last_summary_message_id?: string | null;
          messages_since_summary?: number;
          metadata?: NonNullable<Json>;
          phone_number?: string | null;
          sender_id?: string | null;
          status?: string;
          summary_position?: number;
          tenant_id?: string;
          title?: string | null;
          told_to_wait_at?: string | null;
          updated_at?: string;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "conversations_tenant_id_last_summary_message_id_fkey";
            columns: ["tenant_id", "last_summary_message_id"];
            isOneToOne: false;
            referencedRelation: "messages";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "conversations_tenant_id_sender_id_fkey";
            columns: ["tenant_id", "sender_id"];
            isOneToOne: false;
            referencedRelation: "senders";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "conversations_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      credit_events: {
        Row: {
          amount: number;
          created_at: string;
          description: string | null;
          event_type: string;
          id: string;
          idempotency_key: string;
          processed: boolean;
          reference_id: string;
          reference_type: string;
          tenant_id: string;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          amount: number;
          created_at?: string;
          description?: string | null;
          event_type: string;
          id?: string;
          idempotency_key: string;
          processed?: boolean;
          reference_id: string;
          reference_type: string;
          tenant_id: string;
          user_id: string;
        };
        Update: {
          amount?: number;
          created_at?: string;
          description?: string | null;
          event_type?: string;
          id?: string;
          idempotency_key?: string;
          processed?: boolean;
          reference_id?: string;
          reference_type?: string;
          tenant_id?: string;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "credit_events_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      credit_purchases: {
        Row: {
          checkout_url: string | null;
          chosen_at: string;
          created_at: string;
          credits: number;
          currency: string;
          expires_at: string;
          id: string;
          owed_credits: number;
          package: string;
          paid_at: string | null;
          payment_intent: string | null;
          price_cents: number;
          reversals_count: number;
          reversed_credits: number;
          status: string;
          stripe_price: string | null;
          stripe_session: string | null;
          tenant_id: string;
          trace_id: string;
          user_id: string;
          waived_credits: number;
          words: string | null;
        };
        ComputedFields: never;
        Insert: {
          checkout_url?: string | null;
          chosen_at?: string;
          created_at?: string;
          credits: number;
          currency: string;
          expires_at: string;
          id?: string;
          owed_credits?: number;
          package: string;
          paid_at?: string | null;
          payment_intent?: string | null;
          price_cents: number;
          reversals_count?: number;
          reversed_credits?: number;
          status?: string;
          stripe_price?: string | null;
          stripe_session?: string | null;
          tenant_id: string;
          trace_id?: string;
          user_id: string;
          waived_credits?: number;
          words?: string | null;
        };
        Update: {
          checkout_url?: string | null;
          chosen_at?: string;
          created_at?: string;
          credits?: number;
          currency?: string;
          expires_at?: string;
          id?: string;
          owed_credits?: number;
          package?: string;
          paid_at?: string | null;
          payment_intent?: string | null;
          price_cents?: number;
          reversals_count?: number;
          reversed_credits?: number;
          status?: string;
          stripe_price?: string | null;
          stripe_session?: string | null;
          tenant_id?: string;
          trace_id?: string;
          user_id?: string;
          waived_credits?: number;
          words?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "credit_purchases_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      crisis_access: {
        Row: {
          action: string;
          created_at: string;
          crisis_event_id: string;
          id: string;
          operator_auth_id: string | null;
          reason: string;
          tenant_id: string;
        };
        ComputedFields: never;
        Insert: {
          action: string;
          created_at?: string;
          crisis_event_id: string;
          id?: string;
          operator_auth_id?: string | null;
          reason: string;
          tenant_id: string;
        };
        Update: {
          action?: string;
          created_at?: string;
          crisis_event_id?: string;
          id?: string;
          operator_auth_id?: string | null;
          reason?: string;
          tenant_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "crisis_access_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
        ];
      };
      crisis_events: {
        Row: {
          acknowledged_at: string | null;
          acknowledged_by: string | null;
          carrier_blocked: boolean;
          created_at: string;
          escalated_at: string | null;
          followup_at: string | null;
          followup_message_id: string | null;
          followup_required: boolean;
          followups_count: number;
          id: string;
          keywords_detected: string[];
          language: string;
          message_id: string;
          repeats_id: string | null;
          resolution: string | null;
          resolution_timestamp: string | null;
          resolved_by: string | null;
          resources_shown: NonNullable<Json>;
          severity_level: string;
          shown_message_id: string | null;
          subject: string;
          template: string | null;
          tenant_id: string;
          trigger_type: string;
          user_acknowledged: boolean;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          acknowledged_at?: string | null;
          acknowledged_by?: string | null;
          carrier_blocked?: boolean;
          created_at?: string;
          escalated_at?: string | null;
          followup_at?: string | null;
          followup_message_id?: string | null;
          followup_required?: boolean;
          followups_count?: number;
          id?: string;
          keywords_detected?: string[];
          language?: string;
          message_id: string;
          repeats_id?: string | null;
          resolution?: string | null;
          resolution_timestamp?: string | null;
          resolved_by?: string | null;
          resources_shown?: NonNullable<Json>;
          severity_level: string;
          shown_message_id?: string | null;
          subject?: string;
          template?: string | null;
          tenant_id: string;
          trigger_type: string;
          user_acknowledged?: boolean;
          user_id: string;
        };
        Update: {
          acknowledged_at?: string | null;
          acknowledged_by?: string | null;
          carrier_blocked?: boolean;
          created_at?: string;
          escalated_at?: string | null;
          followup_at?: string | null;
          followup_message_id?: string | null;
          followup_required?: boolean;
          followups_count?: number;
          id?: string;
          keywords_detected?: string[];
          language?: string;
          message_id?: string;
          repeats_id?: string | null;
          resolution?: string | null;
          resolution_timestamp?: string | null;
          resolved_by?: string | null;
          resources_shown?: NonNullable<Json>;
          severity_level?: string;
          shown_message_id?: string | null;
          subject?: string;
          template?: string | null;
          tenant_id?: string;
          trigger_type?: string;
          user_acknowledged?: boolean;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "crisis_events_tenant_id_followup_message_id_fkey";
            columns: ["tenant_id", "followup_message_id"];
            isOneToOne: false;
            referencedRelation: "messages";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "crisis_events_tenant_id_message_id_fkey";
            columns: ["tenant_id", "message_id"];
            isOneToOne: false;
            referencedRelation: "messages";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "crisis_events_tenant_id_repeats_id_fkey";
            columns: ["tenant_id", "repeats_id"];
            isOneToOne: false;
            referencedRelation: "crisis_events";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "crisis_events_tenant_id_shown_message_id_fkey";
            columns: ["tenant_id", "shown_message_id"];
            isOneToOne: false;
            referencedRelation: "messages";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "crisis_events_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      data_requests: {
        Row: {
          asked_at: string;
          asked_in: string | null;
          channel: string;
          confirmed_at: string | null;
          done_at: string | null;
          id: string;
          kind: string;
          language: string | null;
          receipt_id: string | null;
          rows_count: number | null;
          status: string;
          tenant_id: string;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          asked_at?: string;
          asked_in?: string | null;
          channel: string;
          confirmed_at?: string | null;
          done_at?: string | null;
          id?: string;
          kind: string;
          language?: string | null;
          receipt_id?: string | null;
          rows_count?: number | null;
          status: string;
          tenant_id: string;
          user_id: string;
        };
        Update: {
          asked_at?: string;
          asked_in?: string | null;
          channel?: string;
          confirmed_at?: string | null;
          done_at?: string | null;
          id?: string;
          kind?: string;
          language?: string | null;
          receipt_id?: string | null;
          rows_count?: number | null;
          status?: string;
          tenant_id?: string;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "data_requests_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
        ];
      };
      event_dead_letters: {
        Row: {
          attempts: number;
          created_at: string;
          discarded_at: string | null;
          discarded_reason: string | null;
          errors: NonNullable<Json>;
          first_failed_at: string;
          first_position: number | null;
          id: string;
          last_failed_at: string;
          last_position: number | null;
          reason: string;
          replayed_at: string | null;
          task_id: string;
          task_type: string;
          tenant_id: string;
        };
        ComputedFields: never;
        Insert: {
          attempts: number;
          created_at?: string;
          discarded_at?: string | null;
          discarded_reason?: string | null;
          errors: NonNullable<Json>;
          first_failed_at: string;
          first_position?: number | null;
          id?: string;
          last_failed_at: string;
          last_position?: number | null;
          reason: string;
          replayed_at?: string | null;
          task_id: string;
          task_type: string;
          tenant_id: string;
        };
        Update: {
          attempts?: number;
          created_at?: string;
          discarded_at?: string | null;
          discarded_reason?: string | null;
          errors?: NonNullable<Json>;
          first_failed_at?: string;
          first_position?: number | null;
          id?: string;
          last_failed_at?: string;
          last_position?: number | null;
          reason?: string;
          replayed_at?: string | null;
          task_id?: string;
          task_type?: string;
          tenant_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "event_dead_letters_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
        ];
      };
      events: {
        Row: {
          aggregate_id: string | null;
          aggregate_type: string | null;
          caused_by: string | null;
          created_at: string;
          created_by: string | null;
          event_type: string;
          hop: number;
          id: string;
          metadata: Json | null;
          open_tasks: number;
          payload: NonNullable<Json>;
          processed: boolean;
          tenant_id: string;
          trace_id: string;
          version: number;
        };
        ComputedFields: never;
        Insert: {
          aggregate_id?: string | null;
          aggregate_type?: string | null;
          caused_by?: string | null;
          created_at?: string;
          created_by?: string | null;
          event_type: string;
          hop?: number;
          id?: string;
          metadata?: Json | null;
          open_tasks?: number;
          payload: NonNullable<Json>;
          processed?: boolean;
          tenant_id: string;
          trace_id?: string;
          version?: number;
        };
        Update: {
          aggregate_id?: string | null;
          aggregate_type?: string | null;
          caused_by?: string | null;
          created_at?: string;
          created_by?: string | null;
          event_type?: string;
          hop?: number;
          id?: string;
          metadata?: Json | null;
          open_tasks?: number;
          payload?: NonNullable<Json>;
          processed?: boolean;
          tenant_id?: string;
          trace_id?: string;
          version?: number;
        };
        Relationships: [
          {
            foreignKeyName: "events_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
        ];
      };
      feedback: {
        Row: {
          comment: string | null;
          created_at: string;
          id: string;
          message_id: string;
          rating: string;
          tenant_id: string;
          updated_at: string;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          comment?: string | null;
          created_at?: string;
          id?: string;
          message_id: string;
          rating: string;
          tenant_id: string;
          updated_at?: string;
          user_id: string;
        };
        Update: {
          comment?: string | null;
          created_at?: string;
          id?: string;
          message_id?: string;
          rating?: string;
          tenant_id?: string;
          updated_at?: string;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "feedback_tenant_id_message_id_fkey";
            columns: ["tenant_id", "message_id"];
            isOneToOne: false;
            referencedRelation: "messages";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "feedback_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      innovators: {
        Row: {
          active: boolean;
          categories: string[] | null;
          company_name: string;
          created_at: string;
          id: string;
          solution_description: string | null;
          target_customer_profile: string | null;
          tenant_id: string;
          user_id: string;
          video_url: string | null;
          credits_balance: number | null;
        };
        ComputedFields: "credits_balance";
        Insert: {
          active?: boolean;
          categories?: string[] | null;
          company_name: string;
          created_at?: string;
          id?: string;
          solution_description?: string | null;
          target_customer_profile?: string | null;
          tenant_id: string;
          user_id: string;
          video_url?: string | null;
        };
        Update: {
          active?: boolean;
          categories?: string[] | null;
          company_name?: string;
          created_at?: string;
          id?: string;
          solution_description?: string | null;
          target_customer_profile?: string | null;
          tenant_id?: string;
          user_id?: string;
          video_url?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "innovators_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      intro_opportunities: {
        Row: {
          bounty_credits: number;
          connector_response: string | null;
          connector_user_id: string;
          created_at: string;
          disputed_at: string | null;
          email_seen_at: string | null;
          expires_at: string | null;
          feed_item_id: string | null;
          id: string;
          innovator_id: string | null;
          innovator_name: string | null;
          intro_completed_at: string | null;
          intro_email: string | null;
          intro_scheduled_at: string | null;
          prospect_company: string | null;
          prospect_id: string | null;
          prospect_linkedin_url: string | null;
          prospect_name: string;
          prospect_title: string | null;
          settled_by: string | null;
          settled_reason: string | null;
          status: string;
          tenant_id: string;
          told_in: string | null;
          updated_at: string;
          yes_in: string | null;
        };
        ComputedFields: never;
        Insert: {
          bounty_credits?: number;
          connector_response?: string | null;
          connector_user_id: string;
          created_at?: string;
          disputed_at?: string | null;
          email_seen_at?: string | null;
          expires_at?: string | null;
          feed_item_id?: string | null;
          id?: string;
          innovator_id?: string | null;
          innovator_name?: string | null;
          intro_completed_at?: string | null;
          intro_email?: string | null;
          intro_scheduled_at?: string | null;
          prospect_company?: string | null;
          prospect_id?: string | null;
          prospect_linkedin_url?: string | null;
          prospect_name: string;
          prospect_title?: string | null;
          settled_by?: string | null;
          settled_reason?: string | null;
          status?: string;
          tenant_id: string;
          told_in?: string | null;
          updated_at?: string;
          yes_in?: string | null;
        };
        Update: {
          bounty_credits?: number;
          connector_response?: string | null;
          connector_user_id?: string;
          created_at?: string;
          disputed_at?: string | null;
          email_seen_at?: string | null;
          expires_at?: string | null;
          feed_item_id?: string | null;
          id?: string;
          innovator_id?: string | null;
          innovator_name?: string | null;
          intro_completed_at?: string | null;
          intro_email?: string | null;
          intro_scheduled_at?: string | null;
          prospect_company?: string | null;
          prospect_id?: string | null;
          prospect_linkedin_url?: string | null;
          prospect_name?: string;
          prospect_title?: string | null;
          settled_by?: string | null;
          settled_reason?: string | null;
          status?: string;
          tenant_id?: string;
          told_in?: string | null;
          updated_at?: string;
          yes_in?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "intro_opportunities_tenant_id_connector_user_id_fkey";
            columns: ["tenant_id", "connector_user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "intro_opportunities_tenant_id_feed_item_id_fkey";
            columns: ["tenant_id", "feed_item_id"];
            isOneToOne: false;
            referencedRelation: "user_priorities";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "intro_opportunities_tenant_id_innovator_id_fkey";
            columns: ["tenant_id", "innovator_id"];
            isOneToOne: false;
            referencedRelation: "innovators";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "intro_opportunities_tenant_id_prospect_id_fkey";
            columns: ["tenant_id", "prospect_id"];
            isOneToOne: false;
            referencedRelation: "prospects";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "intro_opportunities_tenant_id_told_in_fkey";
            columns: ["tenant_id", "told_in"];
            isOneToOne: false;
            referencedRelation: "messages";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "intro_opportunities_tenant_id_yes_in_fkey";
            columns: ["tenant_id", "yes_in"];
            isOneToOne: false;
            referencedRelation: "messages";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      linkedin_research_prospects: {
        Row: {
          company: string | null;
          created_at: string;
          email: string | null;
          id: string;
          last_researched_at: string | null;
          linkedin_url: string | null;
          mutual_connections: Json | null;
          name: string;
          tenant_id: string;
          title: string | null;
          users_researching: string[] | null;
        };
        ComputedFields: never;
        Insert: {
          company?: string | null;
          created_at?: string;
          email?: string | null;
          id?: string;
          last_researched_at?: string | null;
          linkedin_url?: string | null;
          mutual_connections?: Json | null;
          name: string;
          tenant_id: string;
          title?: string | null;
          users_researching?: string[] | null;
        };
        Update: {
          company?: string | null;
          created_at?: string;
          email?: string | null;
          id?: string;
          last_researched_at?: string | null;
          linkedin_url?: string | null;
          mutual_connections?: Json | null;
          name?: string;
          tenant_id?: string;
          title?: string | null;
          users_researching?: string[] | null;
        };
        Relationships: [
          {
            foreignKeyName: "linkedin_research_prospects_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
        ];
      };
      message_media: {
        Row: {
          bytes: number | null;
          content_type: string | null;
          created_at: string;
          id: string;
          media_index: number;
          message_id: string;
          source_url: string;
          status: string;
          status_reason: string | null;
          storage_path: string | null;
          stored_at: string | null;
          tenant_id: string;
        };
        ComputedFields: never;
        Insert: {
          bytes?: number | null;
          content_type?: string | null;
          created_at?: string;
          id?: string;
          media_index: number;
          message_id: string;
          source_url: string;
          status?: string;
          status_reason?: string | null;
          storage_path?: string | null;
          stored_at?: string | null;
          tenant_id: string;
        };
        Update: {
          bytes?: number | null;
          content_type?: string | null;
          created_at?: string;
          id?: string;
          media_index?: number;
          message_id?: string;
          source_url?: string;
          status?: string;
          status_reason?: string | null;
          storage_path?: string | null;
          stored_at?: string | null;
          tenant_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "message_media_tenant_id_message_id_fkey";
            columns: ["tenant_id", "message_id"];
            isOneToOne: false;
            referencedRelation: "messages";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      message_parts: {
        Row: {
          accepted_at: string | null;
          asked_at: string | null;
          attempts: number;
          body: string;
          created_at: string;
          delivered_at: string | null;
          encoding: string;
          error_code: number | null;
          id: string;
          lease_token: string | null;
          message_id: string;
          part_count: number;
          part_index: number;
          segments: number;
          sending_at: string | null;
          status: string;
          tenant_id: string;
          twilio_message_sid: string | null;
        };
        ComputedFields: never;
        Insert: {
          accepted_at?: string | null;
          asked_at?: string | null;
          attempts?: number;
          body: string;
          created_at?: string;
          delivered_at?: string | null;
          encoding: string;
          error_code?: number | null;
          id?: string;
          lease_token?: string | null;
          message_id: string;
          part_count: number;
          part_index: number;
          segments: number;
          sending_at?: string | null;
          status: string;
          tenant_id: string;
          twilio_message_sid?: string | null;
        };
        Update: {
          accepted_at?: string | null;
          asked_at?: string | null;
          attempts?: number;
          body?: string;
          created_at?: string;
          delivered_at?: string | null;
          encoding?: string;
          error_code?: number | null;
          id?: string;
          lease_token?: string | null;
          message_id?: string;
          part_count?: number;
          part_index?: number;
          segments?: number;
          sending_at?: string | null;
          status?: string;
          tenant_id?: string;
          twilio_message_sid?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "message_parts_tenant_id_message_id_fkey";
            columns: ["tenant_id", "message_id"];
            isOneToOne: false;
            referencedRelation: "messages";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      message_queue: {
        Row: {
          agent_id: string;
          approved_at: string | null;
          arrival: number;
          conversation_context_id: string | null;
          created_at: string;
          delivered_message_id: string | null;
          expires_at: string | null;
          final_message: string | null;
          id: string;
          look_at: string;
          message_data: NonNullable<Json>;
          priority: string;
          requires_fresh_context: boolean;
          scheduled_for: string;
          sender_id: string | null;
          sent_at: string | null;
          sequence_id: string | null;
          sequence_paused_at: string | null;
          sequence_position: number | null;
          sequence_total: number | null;
          slot_at: string | null;
          status: string;
          status_detail: string | null;
          status_reason: string | null;
          subject: string | null;
          superseded_by_message_id: string | null;
          superseded_reason: string | null;
          tenant_id: string;
          trace_id: string;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          agent_id: string;
          approved_at?: string | null;
          arrival?: never;
          conversation_context_id?: string | null;
          created_at?: string;
          delivered_message_id?: string | null;
          expires_at?: string | null;
          final_message?: string | null;
          id?: string;
          look_at: string;
          message_data: NonNullable<Json>;
          priority?: string;
          requires_fresh_context?: boolean;
          scheduled_for: string;
          sender_id?: string | null;
          sent_at?: string | null;
          sequence_id?: string | null;
          sequence_paused_at?: string | null;
          sequence_position?: number | null;
          sequence_total?: number | null;
          slot_at?: string | null;
          status?: string;
          status_detail?: string | null;
          status_reason?: string | null;
          subject?: string | null;
          superseded_by_message_id?: string | null;
          superseded_reason?: string | null;
          tenant_id: string;
          trace_id?: string;
          user_id: string;
        };
        Update: {
          agent_id?: string;
          approved_at?: string | null;
          arrival?: never;
          conversation_context_id?: string | null;
          created_at?: string;
          delivered_message_id?: string | null;
          expires_at?: string | null;
          final_message?: string | null;
          id?: string;
          look_at?: string;
          message_data?: NonNullable<Json>;
          priority?: string;
          requires_fresh_context?: boolean;
          scheduled_for?: string;
          sender_id?: string | null;
          sent_at?: string | null;
          sequence_id?: string | null;
          sequence_paused_at?: string | null;
          sequence_position?: number | null;
          sequence_total?: number | null;
          slot_at?: string | null;
          status?: string;
          status_detail?: string | null;
          status_reason?: string | null;
          subject?: string | null;
          superseded_by_message_id?: string | null;
          superseded_reason?: string | null;
          tenant_id?: string;
          trace_id?: string;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "message_queue_tenant_id_conversation_context_id_fkey";
            columns: ["tenant_id", "conversation_context_id"];
            isOneToOne: false;
            referencedRelation: "conversations";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "message_queue_tenant_id_delivered_message_id_fkey";
            columns: ["tenant_id", "delivered_message_id"];
            isOneToOne: false;
            referencedRelation: "messages";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "message_queue_tenant_id_sender_id_fkey";
            columns: ["tenant_id", "sender_id"];
            isOneToOne: false;
            referencedRelation: "senders";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "message_queue_tenant_id_superseded_by_message_id_fkey";
            columns: ["tenant_id", "superseded_by_message_id"];
            isOneToOne: false;
            referencedRelation: "message_queue";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "message_queue_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      message_status_events: {
        Row: {
          error_code: number | null;
          id: string;
          part_id: string | null;
          received_at: string;
          status: string;
          tenant_id: string;
          twilio_message_sid: string;
        };
        ComputedFields: never;
        Insert: {
          error_code?: number | null;
          id?: string;
          part_id?: string | null;
          received_at?: string;
          status: string;
          tenant_id: string;
          twilio_message_sid: string;
        };
        Update: {
          error_code?: number | null;
          id?: string;
          part_id?: string | null;
          received_at?: string;
          status?: string;
          tenant_id?: string;
          twilio_message_sid?: string;
        };
        Relationships: [
          {
            foreignKeyName: "message_status_events_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "message_status_events_tenant_id_part_id_fkey";
            columns: ["tenant_id", "part_id"];
            isOneToOne: false;
            referencedRelation: "message_parts";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      messages: {
        Row: {
          analysis_included: boolean;
          client_message_id: string | null;
          content: string;
          conversation_id: string;
          created_at: string;
          delivered_at: string | null;
          direction: string;
          id: string;
          latency_ms: number | null;
          media: NonNullable<Json>;
          message_metadata: NonNullable<Json>;
          position: number;
          purpose: string;
          role: string;
          screen: Json | null;
          sent_at: string | null;
          status: string;
          status_reason: string | null;
          task_id: string | null;
          tenant_id: string;
          token_count: number | null;
          trace_id: string;
          twilio_message_sid: string | null;
          unanswered_reason: string | null;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          analysis_included?: boolean;
          client_message_id?: string | null;
          content: string;
          conversation_id: string;
          created_at?: string;
          delivered_at?: string | null;
          direction: string;
          id?: string;
          latency_ms?: number | null;
          media?: NonNullable<Json>;
          message_metadata?: NonNullable<Json>;
          position: number;
          purpose?: string;
          role: string;
          screen?: Json | null;
          sent_at?: string | null;
          status: string;
          status_reason?: string | null;
          task_id?: string | null;
          tenant_id: string;
          token_count?: number | null;
          trace_id?: string;
          twilio_message_sid?: string | null;
          unanswered_reason?: string | null;
          user_id: string;
        };
        Update: {
          analysis_included?: boolean;
          client_message_id?: string | null;
          content?: string;
          conversation_id?: string;
          created_at?: string;
          delivered_at?: string | null;
          direction?: string;
          id?: string;
          latency_ms?: number | null;
          media?: NonNullable<Json>;
          message_metadata?: NonNullable<Json>;
          position?: number;
          purpose?: string;
          role?: string;
          screen?: Json | null;
          sent_at?: string | null;
          status?: string;
          status_reason?: string | null;
          task_id?: string | null;
          tenant_id?: string;
          token_count?: number | null;
          trace_id?: string;
          twilio_message_sid?: string | null;
          unanswered_reason?: string | null;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "messages_tenant_id_user_id_conversation_id_fkey";
            columns: ["tenant_id", "user_id", "conversation_id"];
            isOneToOne: false;
            referencedRelation: "conversations";
            referencedColumns: ["tenant_id", "user_id", "id"];
          },
        ];
      };
      operators: {
        Row: {
          auth_id: string | null;
          created_at: string;
          email: string | null;
          id: string;
          role: string;
          tenant_id: string;
        };
        ComputedFields: never;
        Insert: {
          auth_id?: string | null;
          created_at?: string;
          email?: string | null;
          id?: string;
          role?: string;
          tenant_id: string;
        };
        Update: {
          auth_id?: string | null;
          created_at?: string;
          email?: string | null;
          id?: string;
          role?: string;
          tenant_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "operators_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
        ];
      };
      prospects: {
        Row: {
          company: string | null;
          company_key: string | null;
          converted_at: string | null;
          converted_to_user_id: string | null;
          created_at: string;
          email: string | null;
          first_name: string | null;
          id: string;
          innovator_id: string;
          last_name: string | null;
          linkedin_url: string | null;
          match_at: string;
          metadata: Json | null;
          phone_number: string | null;
          prospect_notes: string | null;
          status: string;
          target_solution_categories: string[] | null;
          tenant_id: string;
          title: string | null;
          updated_at: string;
          upload_batch_id: string | null;
          upload_source: string | null;
          uploaded_at: string;
          waits_for_credits: boolean;
        };
        ComputedFields: never;
        Insert: {
          company?: string | null;
          company_key?: never;
          converted_at?: string | null;
          converted_to_user_id?: string | null;
          created_at?: string;
          email?: string | null;
          first_name?: string | null;
          id?: string;
          innovator_id: string;
          last_name?: string | null;
          linkedin_url?: string | null;
          match_at?: string;
          metadata?: Json | null;
          phone_number?: string | null;
          prospect_notes?: string | null;
          status?: string;
          target_solution_categories?: string[] | null;
          tenant_id: string;
          title?: string | null;
          updated_at?: string;
          upload_batch_id?: string | null;
          upload_source?: string | null;
          uploaded_at?: string;
          waits_for_credits?: boolean;
        };
        Update: {
          company?: string | null;
          company_key?: never;
          converted_at?: string | null;
          converted_to_user_id?: string | null;
          created_at?: string;
          email?: string | null;
          first_name?: string | null;
          id?: string;
          innovator_id?: string;
          last_name?: string | null;
          linkedin_url?: string | null;
          match_at?: string;
          metadata?: Json | null;
          phone_number?: string | null;
          prospect_notes?: string | null;
          status?: string;
          target_solution_categories?: string[] | null;
          tenant_id?: string;
          title?: string | null;
          updated_at?: string;
          upload_batch_id?: string | null;
          upload_source?: string | null;
          uploaded_at?: string;
          waits_for_credits?: boolean;
        };
        Relationships: [
          {
            foreignKeyName: "prospects_tenant_id_converted_to_user_id_fkey";
            columns: ["tenant_id", "converted_to_user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "prospects_tenant_id_innovator_id_fkey";
            columns: ["tenant_id", "innovator_id"];
            isOneToOne: false;
            referencedRelation: "innovators";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      senders: {
        Row: {
          account_sid: string;
          auth_token_secret: string;
          created_at: string;
          id: string;
          messaging_service_sid: string | null;
          paused_at: string | null;
          paused_reason: string | null;
          paused_until: string | null;
          phone_number: string;
          segments_per_second: number;
          tenant_id: string;
        };
        ComputedFields: never;
        Insert: {
          account_sid: string;
          auth_token_secret: string;
          created_at?: string;
          id?: string;
          messaging_service_sid?: string | null;
          paused_at?: string | null;
          paused_reason?: string | null;
          paused_until?: string | null;
          phone_number: string;
          segments_per_second?: number;
          tenant_id: string;
        };
        Update: {
          account_sid?: string;
          auth_token_secret?: string;
          created_at?: string;
          id?: string;
          messaging_service_sid?: string | null;
          paused_at?: string | null;
          paused_reason?: string | null;
          paused_until?: string | null;
          phone_number?: string;
          segments_per_second?: number;
          tenant_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "senders_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
        ];
      };
      solution_workflows: {
        Row: {
          category: string | null;
          community_insights: Json | null;
          completed_at: string | null;
          completed_tasks: NonNullable<Json>;
          conversation_log: NonNullable<Json>;
          created_at: string;
          current_step: string;
          expert_recommendations: Json | null;
          id: string;
          last_decision_at: string | null;
          matched_innovators: Json | null;
          next_action: string | null;
          pending_tasks: NonNullable<Json>;
          perplexity_results: Json | null;
          quality_threshold_met: boolean;
          request_description: string;
          status: string;
          tenant_id: string;
          updated_at: string;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          category?: string | null;
          community_insights?: Json | null;
          completed_at?: string | null;
          completed_tasks?: NonNullable<Json>;
          conversation_log?: NonNullable<Json>;
          created_at?: string;
          current_step: string;
          expert_recommendations?: Json | null;
          id?: string;
          last_decision_at?: string | null;
          matched_innovators?: Json | null;
          next_action?: string | null;
          pending_tasks?: NonNullable<Json>;
          perplexity_results?: Json | null;
          quality_threshold_met?: boolean;
          request_description: string;
          status?: string;
          tenant_id: string;
          updated_at?: string;
          user_id: string;
        };
        Update: {
          category?: string | null;
          community_insights?: Json | null;
          completed_at?: string | null;
          completed_tasks?: NonNullable<Json>;
          conversation_log?: NonNullable<Json>;
          created_at?: string;
          current_step?: string;
          expert_recommendations?: Json | null;
          id?: string;
          last_decision_at?: string | null;
          matched_innovators?: Json | null;
          next_action?: string | null;
          pending_tasks?: NonNullable<Json>;
          perplexity_results?: Json | null;
          quality_threshold_met?: boolean;
          request_description?: string;
          status?: string;
          tenant_id?: string;
          updated_at?: string;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "solution_workflows_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      tenants: {
        Row: {
          countries: string[];
          created_at: string;
          id: string;
          inbound_email_domain: string | null;
          link_hosts: string[];
          name: string;
          paused_at: string | null;
          paused_reason: string | null;
          product: string;
          settings: NonNullable<Json>;
          slug: string;
          updated_at: string;
        };
        ComputedFields: never;
        Insert: {
          countries?: string[];
          created_at?: string;
          id?: string;
          inbound_email_domain?: string | null;
          link_hosts?: string[];
          name: string;
          paused_at?: string | null;
          paused_reason?: string | null;
          product: string;
          settings?: NonNullable<Json>;
          slug: string;
          updated_at?: string;
        };
        Update: {
          countries?: string[];
          created_at?: string;
          id?: string;
          inbound_email_domain?: string | null;
          link_hosts?: string[];
          name?: string;
          paused_at?: string | null;
          paused_reason?: string | null;
          product?: string;
          settings?: NonNullable<Json>;
          slug?: string;
          updated_at?: string;
        };
        Relationships: [];
      };
      usage_metrics: {
        Row: {
          cache_read_tokens: number;
          cache_write_tokens: number;
          cost_usd: number;
          created_at: string;
          date: string;
          id: string;
          input_tokens: number;
          model_calls: number;
          output_tokens: number;
          tenant_id: string;
          unpriced_calls: number;
          updated_at: string;
          user_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          cache_read_tokens?: number;
          cache_write_tokens?: number;
          cost_usd?: number;
          created_at?: string;
          date: string;
          id?: string;
          input_tokens?: number;
          model_calls?: number;
          output_tokens?: number;
          tenant_id: string;
          unpriced_calls?: number;
          updated_at?: string;
          user_id?: string | null;
        };
        Update: {
          cache_read_tokens?: number;
          cache_write_tokens?: number;
          cost_usd?: number;
          created_at?: string;
          date?: string;
          id?: string;
          input_tokens?: number;
          model_calls?: number;
          output_tokens?: number;
          tenant_id?: string;
          unpriced_calls?: number;
          updated_at?: string;
          user_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "usage_metrics_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "usage_metrics_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      user_message_budget: {
        Row: {
          created_at: string;
          daily_limit: number;
          date: string;
          hourly_limit: number;
          id: string;
          last_message_at: string | null;
          messages_sent: number;
          not_before: string | null;
          quiet_hours_enabled: boolean;
          replies_sent: number;
          slots_at: string[];
          tenant_id: string;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          daily_limit?: number;
          date: string;
          hourly_limit?: number;
          id?: string;
          last_message_at?: string | null;
          messages_sent?: number;
          not_before?: string | null;
          quiet_hours_enabled?: boolean;
          replies_sent?: number;
          slots_at?: string[];
          tenant_id: string;
          user_id: string;
        };
        Update: {
          created_at?: string;
          daily_limit?: number;
          date?: string;
          hourly_limit?: number;
          id?: string;
          last_message_at?: string | null;
          messages_sent?: number;
          not_before?: string | null;
          quiet_hours_enabled?: boolean;
          replies_sent?: number;
          slots_at?: string[];
          tenant_id?: string;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "user_message_budget_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      user_priorities: {
        Row: {
          created_at: string;
          expired_reason: string | null;
          expires_at: string | null;
          id: string;
          item_id: string;
          item_type: string;
          presented_at: string | null;
          priority_rank: number;
          status: string;
          tenant_id: string;
          user_id: string;
          value_score: number | null;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          expired_reason?: string | null;
          expires_at?: string | null;
          id?: string;
          item_id: string;
          item_type: string;
          presented_at?: string | null;
          priority_rank: number;
          status?: string;
          tenant_id: string;
          user_id: string;
          value_score?: number | null;
        };
        Update: {
          created_at?: string;
          expired_reason?: string | null;
          expires_at?: string | null;
          id?: string;
          item_id?: string;
          item_type?: string;
          presented_at?: string | null;
          priority_rank?: number;
          status?: string;
          tenant_id?: string;
          user_id?: string;
          value_score?: number | null;
        };
        Relationships: [
          {
            foreignKeyName: "user_priorities_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      users: {
        Row: {
          auth_id: string | null;
          blocked_at: string | null;
          blocked_reason: string | null;
          company: string | null;
          created_at: string;
          credit_balance: number;
          daily_limit: number | null;
          email: string | null;
          email_verified: boolean;
          expert_connector: boolean;
          expertise: string[] | null;
          first_name: string | null;
          goals: string[];
          graduation_date: string | null;
          hourly_limit: number | null;
          id: string;
          innovator: boolean;
          is_active: boolean;
          is_test: boolean;
          last_active: string | null;
          last_active_at: string | null;
          last_name: string | null;
          linkedin_url: string | null;
          moved_to: string | null;
          muted_until: string | null;
          name_dropped: string | null;
          new_number_until: string | null;
          opted_out_at: string | null;
          phone_number: string | null;
          phone_number_history: NonNullable<Json>;
          poc_agent_id: string | null;
          poc_agent_type: string | null;
          preferences: NonNullable<Json>;
          profile: NonNullable<Json>;
          quiet_hours_end: string | null;
          quiet_hours_start: string | null;
          referred_by: string | null;
          response_pattern: Json | null;
          stage: number;
          status_level: string;
          tenant_id: string;
          texted_at: string | null;
          timezone: string | null;
          title: string | null;
          unreachable_at: string | null;
          unreachable_code: number | null;
          unreachable_until: string | null;
          updated_at: string;
          verified: boolean;
        };
        ComputedFields: never;
        Insert: {
          auth_id?: string | null;
          blocked_at?: string | null;
          blocked_reason?: string | null;
          company?: string | null;
          created_at?: string;
          credit_balance?: number;
          daily_limit?: number | null;
          email?: string | null;
          email_verified?: boolean;
          expert_connector?: boolean;
          expertise?: string[] | null;
          first_name?: string | null;
          goals?: string[];
          graduation_date?: string | null;
          hourly_limit?: number | null;
          id?: string;
          innovator?: boolean;
          is_active?: boolean;
          is_test?: boolean;
          last_active?: never;
          last_active_at?: string | null;
          last_name?: string | null;
          linkedin_url?: string | null;
          moved_to?: string | null;
          muted_until?: string | null;
          name_dropped?: string | null;
          new_number_until?: string | null;
          opted_out_at?: string | null;
          phone_number?: string | null;
          phone_number_history?: NonNullable<Json>;
          poc_agent_id?: string | null;
          poc_agent_type?: string | null;
          preferences?: NonNullable<Json>;
          profile?: NonNullable<Json>;
          quiet_hours_end?: string | null;
          quiet_hours_start?: string | null;
          referred_by?: string | null;
          response_pattern?: Json | null;
          stage?: number;
          status_level?: string;
          tenant_id: string;
          texted_at?: string | null;
          timezone?: string | null;
          title?: string | null;
          unreachable_at?: string | null;
          unreachable_code?: number | null;
          unreachable_until?: string | null;
          updated_at?: string;
          verified?: boolean;
        };
        Update: {
          auth_id?: string | null;
          blocked_at?: string | null;
          blocked_reason?: string | null;
          company?: string | null;
          created_at?: string;
          credit_balance?: number;
          daily_limit?: number | null;
          email?: string | null;
          email_verified?: boolean;
          expert_connector?: boolean;
          expertise?: string[] | null;
          first_name?: string | null;
          goals?: string[];
          graduation_date?: string | null;
          hourly_limit?: number | null;
          id?: string;
          innovator?: boolean;
          is_active?: boolean;
          is_test?: boolean;
          last_active?: never;
          last_active_at?: string | null;
          last_name?: string | null;
          linkedin_url?: string | null;
          moved_to?: string | null;
          muted_until?: string | null;
          name_dropped?: string | null;
          new_number_until?: string | null;
          opted_out_at?: string | null;
          phone_number?: string | null;
          phone_number_history?: NonNullable<Json>;
          poc_agent_id?: string | null;
          poc_agent_type?: string | null;
          preferences?: NonNullable<Json>;
          profile?: NonNullable<Json>;
          quiet_hours_end?: string | null;
          quiet_hours_start?: string | null;
          referred_by?: string | null;
          response_pattern?: Json | null;
          stage?: number;
          status_level?: string;
          tenant_id?: string;
          texted_at?: string | null;
          timezone?: string | null;
          title?: string | null;
          unreachable_at?: string | null;
          unreachable_code?: number | null;
          unreachable_until?: string | null;
          updated_at?: string;
          verified?: boolean;
        };
        Relationships: [
          {
            foreignKeyName: "users_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "users_tenant_id_moved_to_fkey";
            columns: ["tenant_id", "moved_to"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
          {
            foreignKeyName: "users_tenant_id_referred_by_fkey";
            columns: ["tenant_id", "referred_by"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
    };
    Views: {
      current_day_usage: {
        Row: {
          cache_read_tokens: number;
          cache_write_tokens: number;
          cost_usd: number;
          date: string;
          input_tokens: number;
          model_calls: number;
          output_tokens: number;
          tenant_id: string;
          unpriced_calls: number;
          user_id: string | null;
        };
        ComputedFields: never;
        Insert: {
          cache_read_tokens?: number | null;
          cache_write_tokens?: number | null;
          cost_usd?: number | null;
          date?: string | null;
          input_tokens?: number | null;
          model_calls?: number | null;
          output_tokens?: number | null;
          tenant_id?: string | null;
          unpriced_calls?: number | null;
          user_id?: string | null;
        };
        Update: {
          cache_read_tokens?: number | null;
          cache_write_tokens?: number | null;
          cost_usd?: number | null;
          date?: string | null;
          input_tokens?: number | null;
          model_calls?: number | null;
          output_tokens?: number | null;
          tenant_id?: string | null;
          unpriced_calls?: number | null;
          user_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "usage_metrics_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "usage_metrics_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
      job_queue: {
        Row: {
          completed_at: string | null;
          created_at: string;
          data: NonNullable<Json>;
          id: string;
          name: string;
          priority: number | null;
          retry_count: number;
          retry_limit: number;
          start_after: string;
          tenant_id: string;
        };
        ComputedFields: never;
        Insert: {
          completed_at?: string | null;
          created_at?: string | null;
          data?: Json | null;
          id?: string | null;
          name?: string | null;
          priority?: never;
          retry_count?: number | null;
          retry_limit?: number | null;
          start_after?: string | null;
          tenant_id?: string | null;
        };
        Update: {
          completed_at?: string | null;
          created_at?: string | null;
          data?: Json | null;
          id?: string | null;
          name?: string | null;
          priority?: never;
          retry_count?: number | null;
          retry_limit?: number | null;
          start_after?: string | null;
          tenant_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "agent_tasks_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
        ];
      };
      message_feedback_summary: {
        Row: {
          agent_type: string | null;
          comment_count: number | null;
          date: string | null;
          down_count: number | null;
          last_feedback_at: string | null;
          tenant_id: string | null;
          up_count: number | null;
        };
        ComputedFields: never;
        Relationships: [];
      };
      monthly_usage_summary: {
        Row: {
          active_days: number | null;
          cache_read_tokens: number | null;
          cache_write_tokens: number | null;
          cost_usd: number | null;
          input_tokens: number | null;
          model_calls: number | null;
          month: string | null;
          output_tokens: number | null;
          tenant_id: string | null;
          unpriced_calls: number | null;
          user_id: string | null;
        };
        ComputedFields: never;
        Relationships: [];
      };
      user_credit_balances: {
        Row: {
          balance: number | null;
          last_transaction_at: string | null;
          tenant_id: string;
          transaction_count: number | null;
          user_id: string;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "credit_events_tenant_id_user_id_fkey";
            columns: ["tenant_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "users";
            referencedColumns: ["tenant_id", "id"];
          },
        ];
      };
    };
    Functions: {
      acknowledge_alert: { Args: { alert_id: string }; Returns: string };
      acknowledge_crisis: { Args: { crisis_id: string }; Returns: string };
      archive_conversation: {
        Args: { archived?: boolean; conversation_id: string };
        Returns: boolean;
      };
      confirm_erasure: { Args: { request_id: string }; Returns: boolean };
      credits_balance: {
        Args: {
          innovator: Omit<
            Database["public"]["Tables"]["innovators"]["Row"],
            Database["public"]["Tables"]["innovators"]["ComputedFields"]
          >;
        };
        Returns: number;
      };
      export_usage: { Args: { since: string; tenant_id: string; until: string }; Returns: string };
      feedback_statistics: {
        Args: { since: string; tenant_id: string; until: string };
        Returns: {
          agent_type: string;
          answers: number;
          comments: number;
          down: number;
          up: number;
          up_share: number;
          up_share_high: number;
          up_share_low: number;
        }[];
      };
      give_feedback: {
        Args: { comment?: string; message_id: string; rating: string };
        Returns: string;
      };
      link_sign_in: {
        Args: Record<PropertyKey, never>;
        Returns: {
          role: string;
          tenant_id: string;
          user_id: string;
        }[];
      };
      read_crisis: { Args: { crisis_id: string; reason: string }; Returns: Json };
      remove_alert_channel: { Args: { channel_id: string }; Returns: boolean };
      rename_conversation: { Args: { conversation_id: string; title: string }; Returns: boolean };
      request_erasure: { Args: { user_id: string }; Returns: string };
      resolve_crisis: { Args: { crisis_id: string; resolution: string }; Returns: boolean };
      set_alert_channel: {
        Args: {
          address: string;
          is_on?: boolean;
          kind: string;
          severity_least?: string;
          step?: string;
          tenant_id: string;
        };
        Returns: Json;
      };
      set_assistant: {
        Args: {
          knowledge?: string;
          link_hosts?: string[];
          model?: string;
          tenant_id: string;
          tone?: string;
        };
        Returns: boolean;
      };
      start_conversation: { Args: { tenant_id?: string; title?: string }; Returns: string };
      stop_answer: { Args: { conversation_id: string }; Returns: boolean };
      test_alert_channel: { Args: { channel_id: string }; Returns: string };
      usage_report: {
        Args: { by?: string; since: string; tenant_id: string; until: string };
        Returns: {
          cache_read_tokens: number;
          cache_write_tokens: number;
          cost_usd: number;
          input_tokens: number;
          model_calls: number;
          output_tokens: number;
          period: string;
          unpriced_calls: number;
          user_id: string;
        }[];
      };
      withdraw_feedback: { Args: { message_id: string }; Returns: boolean };
    };
    Enums: {
      [_ in never]: never;
    };
    CompositeTypes: {
      [_ in never]: never;
    };
  };
  worker: {
    Tables: {
      [_ in never]: never;
    };
    Views: {
      [_ in never]: never;
    };
    Functions: {
      add_prospects: { Args: { batch: number; rows: Json; upload_id: string }; Returns: Json };
      agent_instance_report: {
        Args: { agent_type: string; since?: string; tenant_id?: string; until?: string };
        Returns: {
          calls: number;
          cost_per_reply: number;
          cost_per_reply_high: number;
          cost_per_reply_low: number;
          cost_usd: number;
          down: number;
          failures: number;
          instance_id: string;
          latency_ms_p50: number;
          latency_ms_p95: number;
          model: string;
          people: number;
          prompt_version: string;
          replies: number;
          status: string;
          turns: number;
          unpriced_calls: number;
          up: number;
          up_share: number;
          up_share_high: number;
          up_share_low: number;
          weight: number;
        }[];
      };
      answer_bell: { Args: { function_name: string }; Returns: undefined };
      beat: { Args: { leases: string[] }; Returns: string[] };
      begin_alert: { Args: { lease: string; task_id: string }; Returns: Json };
      begin_export: {
        Args: { at?: string; auth_id: string; tenant: string; token_hash: string };
        Returns: Json;
      };
      begin_send: {
        Args: { at?: string; lease: string; part: Json; settled?: Json; task_id: string };
        Returns: Json;
      };
      begin_upload: {
        Args: { at?: string; auth_id: string; tenant: string; token_hash: string };
        Returns: Json;
      };
      block_person: { Args: { reason: string; user_id: string }; Returns: boolean };
      cancel_task: { Args: { reason: string; task_id: string }; Returns: string };
      chat_answer: { Args: { message_id: string }; Returns: Json };
      checkout_work: { Args: { lease: string }; Returns: Json };
      claim: { Args: { at?: string; function_name: string; lanes_max?: number }; Returns: Json };
      claim_research: { Args: { handle: string; lease: string }; Returns: boolean };
      close_breaker: { Args: { model: string }; Returns: undefined };
      close_expired_community_requests: { Args: { at?: string }; Returns: number };
      close_overdue_solutions: { Args: { at?: string }; Returns: number };
      discard_dead_letter: { Args: { dead_letter_id: string; reason: string }; Returns: boolean };
      discard_dead_letters: {
        Args: {
          letters_max?: number;
          reason: string;
          since?: string;
          task_type: string;
          tenant_id?: string;
          until?: string;
        };
        Returns: number;
      };
      end_export: { Args: { request_id: string; rows_count: number }; Returns: boolean };
      end_upload: {
        Args: { refused: number; upload_id: string; whole: boolean };
        Returns: boolean;
      };
      erase_by_link: { Args: { at?: string; token_hash: string }; Returns: boolean };
      erase_person: { Args: { at?: string; lease: string; request_id: string }; Returns: Json };
      erasure_work: { Args: { at?: string; request_id: string }; Returns: Json };
      explain_connectors: {
        Args: { prospect_id: string };
        Returns: {
          parts: Json;
          score: number;
          user_id: string;
          why_not: string;
        }[];
      };
      explain_experts: {
        Args: { request_id: string };
        Returns: {
          asked_at: string;
          component: string;
          contribution: number;
          score: number;
          user_id: string;
          value: number;
          weight: number;
          words: string;
        }[];
      };
      explain_not_asked: {
        Args: { at?: string; request_id: string; user_id: string };
        Returns: {
          reason: string;
          words: string;
        }[];
      };
      explain_priority: {
        Args: { id: string };
        Returns: {
          component: string;
          contribution: number;
          value: number;
          weight: number;
          words: string;
        }[];
      };
      explain_ranking: {
        Args: { user_id: string };
        Returns: {
          candidates_count: number;
          chosen_id: string;
          chosen_why: string;
          due_at: string;
          model: string;
          ranked_at: string;
          told: string;
          words: string;
        }[];
      };
      export_rows: {
        Args: { at?: string; relation: string; request_id: string; skip: number };
        Returns: Json;
      };
      find_sender: {
        Args: { account_sid: string; messaging_service_sid?: string; phone_number: string };
        Returns: Json;
      };
      finish: { Args: { at?: string; turns: Json }; Returns: Json };
      follow_up_crises: { Args: { at?: string }; Returns: number };
      get_pending_tasks_count: {
        Args: Record<PropertyKey, never>;
        Returns: {
          agent_type: string;
          oldest: string;
          pending: number;
          task_type: string;
        }[];
      };
      get_queued_messages_count: {
        Args: Record<PropertyKey, never>;
        Returns: {
          oldest: string;
          priority: string;
          queued: number;
          status: string;
        }[];
      };
      give_back: { Args: { leases: string[] }; Returns: number };
      health: { Args: Record<PropertyKey, never>; Returns: Json };
      media_work: { Args: { message_id: string }; Returns: Json };
      mute_person: { Args: { until: string; user_id: string }; Returns: boolean };
      note_asked: {
        Args: { lease: string; part_ids: string[]; sender_id: string };
        Returns: boolean;
      };
      note_backfill: {
        Args: { lease: string; sender_id: string; until: string; whole: boolean };
        Returns: boolean;
      };
      open_chat: {
        Args: {
          agents?: string[];
          at?: string;
          auth_id: string;
          client_message_id: string;
          conversation_id: string;
          data?: Json;
          opts_out?: string;
          says_safe?: boolean;
          screen: Json;
          text: string;
        };
        Returns: Json;
      };
      pause_function: { Args: { function_name: string; reason: string }; Returns: boolean };
      pause_lane: { Args: { lane_key: string; reason: string }; Returns: boolean };
      pause_tenant: { Args: { reason: string; tenant_id: string }; Returns: boolean };
      process_outbound_messages: { Args: { at?: string }; Returns: Json };
      process_tasks_batch: { Args: { at?: string }; Returns: Json };
      queue_matchings: { Args: { at?: string }; Returns: number };
      queue_reconciles: { Args: Record<PropertyKey, never>; Returns: number };
      receive_email: { Args: { at?: string; mail: Json }; Returns: Json };
      receive_payment: { Args: { at?: string; event: Json }; Returns: Json };
      receive_sms: { Args: { at?: string; sender_id: string; sms: Json }; Returns: Json };
      receive_status: {
        Args: {
          account_sid: string;
          error_code?: number;
          message_sid: string;
          part_id?: string;
          status: string;
        };
        Returns: Json;
      };
      recent_chat_texts: {
        Args: { at?: string; auth_id: string; conversation_id: string };
        Returns: Json;
      };
      recent_texts: {
        Args: { at?: string; phone_number: string; sender_id: string };
        Returns: Json;
      };
      reconcile_work: { Args: { at?: string; sender_id: string }; Returns: Json };
      replay_dead_letter: { Args: { dead_letter_id: string }; Returns: boolean };
      replay_dead_letters: {
        Args: {
          letters_max?: number;
          since?: string;
          task_type: string;
          tenant_id?: string;
          until?: string;
        };
        Returns: number;
      };
      resume_function: { Args: { function_name: string }; Returns: boolean };
      resume_lane: { Args: { lane_key: string }; Returns: boolean };
      resume_tenant: { Args: { tenant_id: string }; Returns: boolean };
      ring_on: { Args: { function_name: string }; Returns: boolean };
      sender_credentials: { Args: { sender_id: string }; Returns: Json };
      set_text_limits: {
        Args: { daily: number; hourly: number; user_id: string };
        Returns: boolean;
      };
      settle_alert: { Args: { lease: string; settled: Json }; Returns: boolean };
      settle_introduction: {
        Args: { at?: string; intro_id: string; operator: string; outcome: string; reason: string };
        Returns: string;
      };
      settle_media: {
        Args: { lease: string; media_index: number; message_id: string; settled: Json };
        Returns: boolean;
      };
      settle_send: { Args: { lease: string; settled: Json }; Returns: Json };
      start_search: { Args: { lease: string; provider: string }; Returns: Json };
      step: { Args: { call: Json; lease: string; proposals?: Json; reads?: Json }; Returns: Json };
      sweep_when_silent: { Args: { seconds_max?: number }; Returns: boolean };
      trace: {
        Args: { trace_id: string };
        Returns: {
          at: string;
          detail: Json;
          id: string;
          step: string;
        }[];
      };
      unblock_person: { Args: { user_id: string }; Returns: boolean };
      undo_upload: { Args: { batch: string }; Returns: Json };
      unknown_sids: { Args: { sender_id: string; sids: string[] }; Returns: Json };
      waive_owed: { Args: { purchase_id: string }; Returns: number };
      wake_introductions: { Args: { at?: string }; Returns: number };
      watch_stream: { Args: { lease: string }; Returns: Json };
      withdraw_outreach: { Args: { queue_message_id: string; reason: string }; Returns: string };
    };
    Enums: {
      [_ in never]: never;
    };
    CompositeTypes: {
      [_ in never]: never;
    };
  };
};

type DatabaseWithoutInternals = Omit<Database, "__InternalSupabase">;

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">];

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R;
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R;
      }
      ? R
      : never
    : never;

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I;
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I;
      }
      ? I
      : never
    : never;

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U;
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U;
      }
      ? U
      : never
    : never;

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never,
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
    ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
    : never;

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never,
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
    ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
    : never;

export const Constants = {
  public: {
    Enums: {},
  },
  worker: {
    Enums: {},
  },
} as const;
